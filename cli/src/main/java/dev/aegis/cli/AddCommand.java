package dev.aegis.cli;

import dev.aegis.scaffold.AddedModules;
import dev.aegis.scaffold.Addition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aegis add}. */
@Command(
        name = "add",
        description =
                "Copies modules, and those that they need, into a Maven project that exists, and adds lines to its"
                        + " POM.%nA project with modules gets them as modules; one that makes a jar can take db-testing, among"
                        + " its tests.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:added, or nothing to add",
            "1:failed, or files of yours are in the way; nothing was changed, unless it says what was",
            "64:wrong usage"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class AddCommand implements Callable<Integer> {
    private final Optional<InitPrompt> prompt;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODULE",
            description = "As its directory is called, such as db-testing or migrations; or database, scheduler, api,"
                    + " single.")
    private List<String> modules;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The root of the project, where its pom.xml is; here if not given.")
    private Path project;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The Java package above those of the modules; the project's groupId if not given.")
    private @Nullable String basePackage;

    @Option(names = "--dry-run", description = "Show what would be done; change nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Overwrite files that are in the way, without asking.")
    private boolean force;

    AddCommand(Optional<InitPrompt> prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        Addition addition = new AddedModules(new LinkedHashSet<>(modules), Optional.ofNullable(basePackage))
                .planFor(project, Aegis.version());
        PrintWriter out = spec.commandLine().getOut();
        if (addition.isEmpty()) {
            out.println("Nothing to add: all of it is there.");
            return ExitCodes.OK;
        }
        addition.lines().forEach(out::println);
        if (dryRun) {
            out.println("Nothing was changed: --dry-run.");
            return ExitCodes.OK;
        }
        List<String> inTheWay = addition.changedFiles();
        if (!inTheWay.isEmpty() && !force && prompt.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("Nothing was changed, since the files called changed are in the way;"
                            + " move them, or overwrite them with --force.");
            return ExitCodes.FAILED;
        }
        addition.write(force ? Set.copyOf(inTheWay) : chosen(inTheWay)).ifPresent(note -> out.println("note: " + note));
        out.println("Added. 'mvn test' tries it.");
        return ExitCodes.OK;
    }

    /** No answer is no. */
    private Set<String> chosen(List<String> inTheWay) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String file : inTheWay) {
            if (prompt.flatMap(terminal -> terminal.confirm("Overwrite " + file, "no"))
                    .orElse(false)) {
                chosen.add(file);
            }
        }
        return chosen;
    }
}
