package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {
    private final Path parent;

    InitCommandTest(@TempDir Path parent) {
        this.parent = parent;
    }

    private CommandRun init(String... arguments) {
        String[] all = Arrays.copyOf(new String[] {"init", "--in", parent.toString()}, arguments.length + 3);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return CommandRun.of(Map.of(), all);
    }

    /** In a terminal, where these lines are typed. */
    private CommandRun initAnswering(List<String> lines, String... arguments) {
        Deque<String> typed = new ArrayDeque<>(lines);
        StringWriter shown = new StringWriter();
        InitPrompt prompt = new InitPrompt(question -> {
            shown.append(question).append('\n');
            return Optional.ofNullable(typed.poll());
        });
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new InitCommand(Optional.of(prompt)))
                .setOut(new PrintWriter(shown))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new Complaints());
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--in";
        all[arguments.length + 1] = parent.toString();
        return new CommandRun(command.execute(all), shown.toString(), err.toString());
    }

    @Test
    void makesItInADirectoryThatIsNamedFromHere() {
        Path here = Path.of("").toAbsolutePath();
        for (String in : List.of(here.relativize(parent).toString(), "./" + here.relativize(parent) + "/.")) {
            String name = "my-shop-" + in.length();
            CommandRun run = CommandRun.of(
                    Map.of(), "init", name, "--package", "com.acme.shop", "--without-example", "--in", in);

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(parent.resolve(name).resolve("pom.xml")).exists();
        }
    }

    @Test
    void makesAProjectAndSaysWhatIsNext() {
        CommandRun run =
                init("my-shop", "--package", "com.acme.shop", "--components", "database[sqlite]", "--without-example");

        Path project = parent.resolve("my-shop");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        "Made " + project + " of database[sqlite].\n\n  cd " + project + "\n  make test\n  make run\n");
        assertThat(project.resolve("pom.xml")).content().contains("<groupId>com.acme.shop</groupId>");
    }

    @Test
    void whatIsToBeTypedIsQuotedWhereItNeedsToBe() throws IOException {
        Path odd = Files.createDirectory(parent.resolve("Ada's $HOME (new)"));
        CommandRun run = CommandRun.of(
                Map.of(), "init", "my-shop", "--package", "com.acme", "--without-example", "--in", odd.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\n  cd '" + parent + "/Ada'\\''s $HOME (new)/my-shop'\n");
        assertThat(InitCommand.shellWord("-x/my-shop")).isEqualTo("./-x/my-shop");
        assertThat(InitCommand.shellWord("~/my-shop")).isEqualTo("'~/my-shop'");
        assertThat(InitCommand.shellWord("target/my-shop")).isEqualTo("target/my-shop");
    }

    @Test
    void asksInATerminalAndAsksAgainWhenAnAnswerIsNone() {
        CommandRun run = initAnswering(List.of("My Shop", "my-shop", "", "oracle", "postgres", "no", "perhaps", "no"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Project name [my-project]: \n",
                        "project name 'My Shop': use lower-case letters, digits and hyphens",
                        "Java package [com.example.myshop]: \n",
                        "components \"database[oracle]\": 'oracle' is unknown",
                        "'perhaps' is neither yes nor no\n",
                        "Made " + parent.resolve("my-shop") + " of database[postgres].\n");
        assertThat(parent.resolve("my-shop/.aegis.yaml"))
                .content()
                .contains("package: com.example.myshop\n", "components: \"database[postgres]\"\n", "example: false\n");
    }

    @Test
    void aDatabaseWithoutItsEngineIsAskedForInATerminal() {
        CommandRun run = initAnswering(
                List.of("elsewhere", "postgres"),
                "my-shop",
                "--package",
                "com.acme.shop",
                "--components",
                "database",
                "--without-example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Database, sqlite or postgres [sqlite]: ", "'elsewhere' is unknown", "database[postgres]");
    }

    @Test
    void anInputThatEndsMakesNothing() {
        CommandRun run = initAnswering(List.of("my-shop"));

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).startsWith("Missing: NAME or --package, as in 'aegis init my-project");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatIsMissingIsNamedWhereNobodyCanBeAsked() {
        assertThat(init().err()).startsWith("Missing: NAME, as in 'aegis init my-project --package com.acme.shop'");
        assertThat(init("my-shop").err()).startsWith("Missing: --package, as in");
        assertThat(init("my-shop").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void whatCannotBeMadeIsOneLine() {
        assertThat(init("../escape", "--package", "com.acme"))
                .isEqualTo(new CommandRun(
                        1,
                        "",
                        "project name '../escape': use lower-case letters, digits and hyphens,"
                                + " a letter first, at most 60, as in my-project\n"));
        assertThat(init("my-shop", "--package", "com.class").err())
                .contains("reserved word")
                .hasLineCount(1);
        assertThat(init("my-shop", "--package", "com.acme", "--components", "database[oracle]")
                        .err())
                .contains("'oracle' is unknown")
                .hasLineCount(1);
        assertThat(parent).isEmptyDirectory();
    }
}
