package dev.aegis.cli;

import dev.aegis.migrations.AppliedChangeset;
import dev.aegis.migrations.MigrationResult;
import dev.aegis.migrations.Migrator;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis migrate}. */
@Command(
        name = "migrate",
        description = "Applies the pending changesets.",
        subcommands = {
            MigrateStatusCommand.class,
            MigrateRollbackCommand.class,
            MigrateLintCommand.class,
            MigrateReleaseCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the schema is current", "1:failed", "5:cannot connect", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateCommand implements Callable<Integer> {
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--sql", description = "Print the SQL that would run; change nothing.")
    private boolean sql;

    MigrateCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Migrator migrator = Migrator.of(settings.database());
        if (sql) {
            String script = migrator.dryRunSql();
            out.println(script.isEmpty() ? "-- Nothing is pending." : script);
            return ExitCodes.OK;
        }
        MigrationResult result = migrator.migrate(changeset -> print(out, changeset));
        out.println(
                result.nothingWasPending()
                        ? "Nothing was pending: " + migrator.status().summary() + "."
                        : "Applied " + Texts.count(result.applied().size(), "changeset") + ".");
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, AppliedChangeset changeset) {
        out.println("applied  " + changeset.id() + "  (" + changeset.duration().toMillis() + " ms)");
        out.flush();
    }
}
