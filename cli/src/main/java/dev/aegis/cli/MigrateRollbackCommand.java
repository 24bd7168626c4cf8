package dev.aegis.cli;

import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.RolledBack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aegis migrate rollback}. */
@Command(
        name = "rollback",
        description = "Undoes the changesets that were applied last, the latest first.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:undone", "1:failed", "5:cannot connect", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateRollbackCommand implements Callable<Integer> {
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "-n", required = true, paramLabel = "COUNT", description = "How many, 1 or more.")
    private int count;

    MigrateRollbackCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "-n is " + count + "; give 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        RolledBack rolledBack = Migrator.of(settings.database()).rollback(count);
        rolledBack.changesets().forEach(changeset -> out.println("undone   " + changeset.id()));
        out.println(
                rolledBack.changesets().isEmpty()
                        ? "Nothing to roll back: no changeset is applied."
                        : "Rolled back " + Texts.count(rolledBack.changesets().size(), "changeset") + ".");
        return ExitCodes.OK;
    }
}
