package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AddCommandTest {
    private static final String MINE = "src/test/java/com/acme/db/testing/DatabaseTest.java";

    private final Path project;

    AddCommandTest(@TempDir Path project) {
        this.project = project;
    }

    @BeforeEach
    void makeAProject() throws IOException {
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>small</artifactId>
                  <version>1</version>
                </project>
                """);
    }

    private CommandRun add(String... options) {
        return CommandRun.of(
                Map.of(),
                Stream.concat(Stream.of("add", "db-testing", "--to", project.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** In a terminal, where every question gets this answer. */
    private CommandRun addAnswering(String answer) {
        StringWriter shown = new StringWriter();
        InitPrompt prompt = new InitPrompt(question -> {
            shown.append(question).append('\n');
            return Optional.of(answer);
        });
        int exitCode = new CommandLine(new AddCommand(Optional.of(prompt)))
                .setOut(new PrintWriter(shown))
                .execute("db-testing", "--to", project.toString());
        return new CommandRun(exitCode, shown.toString(), "");
    }

    private void putMineInTheWay() throws IOException {
        Files.createDirectories(project.resolve(MINE).getParent());
        Files.writeString(project.resolve(MINE), "// mine");
    }

    @Test
    void showsThePlanAndCarriesItOut() {
        CommandRun run = add();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("new      src/test/java/  \\d+ files"))
                .anyMatch(line -> line.matches("pom.xml  \\d+ lines more"))
                .anyMatch(line -> line.matches("  \\+ +<artifactId>sqlite-jdbc</artifactId>"))
                .endsWith("Added. 'mvn test' tries it.");
        assertThat(project.resolve(MINE)).exists();
        assertThat(add()).isEqualTo(new CommandRun(0, "Nothing to add: all of it is there.\n", ""));
    }

    @Test
    void aDryRunOnlyShowsIt() throws IOException {
        CommandRun run = add("--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).endsWith("Nothing was changed: --dry-run.");
        try (Stream<Path> files = Files.list(project)) {
            assertThat(files).containsExactly(project.resolve("pom.xml"));
        }
    }

    @Test
    void withoutATerminalNothingIsOverwrittenUnlessForced() throws IOException {
        putMineInTheWay();

        CommandRun refused = add();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("changed  " + MINE);
        assertThat(refused.err())
                .startsWith("Nothing was changed, ")
                .contains("--force")
                .hasLineCount(1);
        assertThat(project.resolve(MINE)).hasContent("// mine");
        assertThat(project.resolve(".aegis.yaml")).doesNotExist();

        assertThat(add("--force").exitCode()).isZero();
        assertThat(project.resolve(MINE)).content().startsWith("package com.acme.db.testing;");
    }

    @Test
    void inATerminalItAsks() throws IOException {
        putMineInTheWay();

        CommandRun no = addAnswering("");
        assertThat(no.out()).contains("Overwrite " + MINE + ", yes or no [no]: ");
        assertThat(project.resolve(MINE)).hasContent("// mine");

        addAnswering("yes");
        assertThat(project.resolve(MINE)).content().startsWith("package com.acme.db.testing;");
    }

    @Test
    void mistakesAreALineEach() {
        assertThat(CommandRun.of(Map.of(), "add", "--to", project.toString()).exitCode())
                .isEqualTo(64);
        assertThat(CommandRun.of(Map.of(), "add", "nonsense", "--to", project.toString()))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err())
                        .startsWith("there is no module 'nonsense'; ")
                        .hasLineCount(1));
    }
}
