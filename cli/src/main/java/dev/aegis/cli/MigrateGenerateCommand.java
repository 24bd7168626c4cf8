package dev.aegis.cli;

import dev.aegis.migrations.Models;
import dev.aegis.migrations.generate.Difference;
import dev.aegis.migrations.generate.GeneratedMigration;
import dev.aegis.migrations.generate.MigrationGenerator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis migrate generate}. */
@Command(
        name = "generate",
        description = "Writes the changesets that bring the schema to the models, as one file for both engines.%n"
                + "Compares the changelog with the annotated records. Before the file is written it is tried on a scratch"
                + " database of each engine, with rows in the tables, and rolled back; PostgreSQL is that of"
                + " TEST_DATABASE_URL, or else started for it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written, or nothing differs",
            "1:failed, nothing was written",
            "5:cannot connect to a scratch database, nothing was written",
            "64:wrong usage"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateGenerateCommand implements Callable<Integer> {
    private static final Path DEFAULT_DIRECTORY = Path.of("migrations/src/main/resources/db/changelog");
    private static final String MAIN_FILE = "changelog.yaml";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "TEXT",
            description = "What changes, as 'Add gauntlets'; the file is named after it.")
    private String message;

    @Option(
            names = "--allow-destructive",
            description = "Drop the tables and columns that no model has; without it, that is written as a comment.")
    private boolean allowDestructive;

    @Option(
            names = "--changelog-dir",
            paramLabel = "DIR",
            description = "The directory of changelog.yaml; new files go to its folder changes."
                    + " Else migrations/src/main/resources/db/changelog, from here or a directory above.")
    private @Nullable Path changelogDirectory;

    @Option(
            names = "--unproven",
            description = "Write the file without trying it on databases; 'aegis migrate check' does so later.")
    private boolean unproven;

    @Override
    public Integer call() {
        MigrationGenerator generator = new MigrationGenerator(directory());
        GeneratedMigration generated = (unproven ? generator : generator.trying(CommandScratch::open))
                .generate(Models.find(), message, allowDestructive);
        print(generated, spec.commandLine().getOut());
        return ExitCodes.OK;
    }

    private Path directory() {
        if (changelogDirectory != null) {
            if (!Files.isRegularFile(changelogDirectory.resolve(MAIN_FILE))) {
                throw new SettingsException("--changelog-dir=" + changelogDirectory + ": no " + MAIN_FILE
                        + " in it; name the directory that has it");
            }
            return changelogDirectory;
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path above = here; above != null; above = above.getParent()) {
            Path directory = above.resolve(DEFAULT_DIRECTORY);
            if (Files.isRegularFile(directory.resolve(MAIN_FILE))) {
                return here.relativize(directory);
            }
        }
        throw new SettingsException("no " + DEFAULT_DIRECTORY.resolve(MAIN_FILE) + " in " + here
                + " or above; run it in the project, or name the directory by --changelog-dir");
    }

    private void print(GeneratedMigration generated, PrintWriter out) {
        generated.applied().forEach(difference -> print("", difference, out));
        generated.heldBack().forEach(difference -> print("held back, since it destroys data: ", difference, out));
        generated.notes().forEach(note -> out.println("note: " + note));
        Optional<Path> file = generated.file();
        if (file.isPresent()) {
            out.println("Wrote " + file.get() + (unproven ? ", untried" : "") + "; read it, then "
                    + (unproven ? "'make migration-check' and " : "") + "'make migrate'.");
        } else {
            out.println(
                    generated.heldBack().isEmpty()
                            ? "Nothing to write: the changelog gives what the models ask for."
                            : "Nothing to write.");
        }
    }

    private static void print(String prefix, Difference difference, PrintWriter out) {
        out.println(prefix + difference.text());
    }
}
