package dev.aegis.cli;

import dev.aegis.scaffold.Components;
import dev.aegis.scaffold.NewProject;
import dev.aegis.scaffold.ProjectNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aegis init}. */
@Command(
        name = "init",
        description = "Makes a new project of these modules, in a directory of its name. It builds, tests, migrates"
                + " and runs.%nIn a terminal it asks for what is not given.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:made", "1:failed, nothing was left behind, unless it says what was", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class InitCommand implements Callable<Integer> {
    private final Optional<InitPrompt> prompt;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The project: lower-case letters, digits and hyphens, as in my-project.")
    private @Nullable String name;

    @Option(
            names = "--components",
            paramLabel = "LIST",
            description = "database[sqlite]: everything in one process. database[postgres]: services in containers."
                    + " scheduler: persistent jobs. Separated by commas; database[sqlite] if not given.")
    private @Nullable String components;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The Java package above all others, as in com.acme.shop.")
    private @Nullable String basePackage;

    @Option(names = "--group", paramLabel = "GROUP", description = "The Maven groupId; the package if not given.")
    private @Nullable String group;

    @Option(names = "--without-example", description = "Leave out the shields, the example domain.")
    private boolean withoutExample;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the directory is made; here if not given.")
    private Path parent;

    InitCommand(Optional<InitPrompt> prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        NewProject project = request();
        PrintWriter out = spec.commandLine().getOut();
        project.write(parent, Aegis.version()).ifPresent(out::println);
        String directory = parent.resolve(project.names().project()).normalize().toString();
        out.println(
                "Made " + directory + " of " + project.components() + (project.example() ? " and the example." : "."));
        out.println();
        out.println("  cd " + shellWord(directory));
        out.println("  make test");
        out.println(project.components().sqlite() ? "  make run" : "  make up");
        out.println();
        out.println("Its README.md says what is where.");
        return ExitCodes.OK;
    }

    /** A path as it has to be typed. */
    static String shellWord(String path) {
        String word = path.startsWith("-") ? "./" + path : path;
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private NewProject request() {
        if (prompt.isPresent() && components == null && basePackage == null && group == null && !withoutExample) {
            return asked(prompt.get());
        }
        String project = given(name, "NAME");
        String javaPackage = given(basePackage, "--package");
        return new NewProject(
                group == null ? ProjectNames.of(project, javaPackage) : new ProjectNames(project, javaPackage, group),
                components(),
                !withoutExample);
    }

    private NewProject asked(InitPrompt terminal) {
        String project = answered(
                name == null
                        ? terminal.ask("Project name", "my-project", InitCommand::projectName)
                        : Optional.of(projectName(name)));
        ProjectNames names = answered(terminal.ask(
                "Java package", "com.example." + project.replace("-", ""), answer -> ProjectNames.of(project, answer)));
        Components engine = answered(askEngine(terminal, "database"));
        boolean scheduler = answered(terminal.confirm("Persistent jobs (scheduler)"));
        boolean example = answered(terminal.confirm("The example domain, to look at"));
        return new NewProject(names, new Components(engine.sqlite(), engine.postgres(), scheduler), example);
    }

    private Components components() {
        String list = components == null ? "database" : components;
        Components chosen = Components.parse(list);
        return list.contains("[")
                ? chosen
                : prompt.flatMap(terminal -> askEngine(terminal, list)).orElse(chosen);
    }

    private static Optional<Components> askEngine(InitPrompt terminal, String list) {
        return terminal.ask(
                "Database, sqlite or postgres",
                "sqlite",
                answer -> Components.parse(list.replace("database", "database[" + answer + "]")));
    }

    private static String projectName(String answer) {
        return ProjectNames.of(answer, "com.example").project();
    }

    private String given(@Nullable String value, String label) {
        if (value == null) {
            throw missing(label);
        }
        return value;
    }

    private <T> T answered(Optional<T> answer) {
        return answer.orElseThrow(() -> missing("NAME or --package"));
    }

    private ParameterException missing(String what) {
        return new ParameterException(
                spec.commandLine(), "Missing: " + what + ", as in 'aegis init my-project --package com.acme.shop'");
    }
}
