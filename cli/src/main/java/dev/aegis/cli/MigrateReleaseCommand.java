package dev.aegis.cli;

import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.lint.MigrationLint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aegis migrate release}. */
@Command(
        name = "release",
        description = "Writes down that the new changesets were released: from now on lint refuses a change of them.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written, or nothing was new", "1:failed", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateReleaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RELEASE", description = "Its name, without blanks, for example 1.4.0.")
    private String release;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            defaultValue = "migrations/src/main/resources/" + MigrationLint.MANIFEST,
            description = "The file to write, beside the changelog; ${DEFAULT-VALUE} if not given.")
    private Path manifest;

    @Override
    public Integer call() {
        List<Changeset> released = MigrationLint.ofOwnChangelog(manifest).release(release);
        PrintWriter out = spec.commandLine().getOut();
        released.forEach(changeset -> out.println("released  " + changeset.id()));
        out.println(
                released.isEmpty()
                        ? "Nothing is new: every changeset was released before."
                        : "Wrote " + Texts.count(released.size(), "changeset") + " of release " + release + " to "
                                + manifest + "; commit it.");
        return ExitCodes.OK;
    }
}
