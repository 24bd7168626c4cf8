package dev.aegis.cli;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.migrations.AppliedChangeset;
import dev.aegis.migrations.MigrationResult;
import dev.aegis.migrations.Migrator;
import java.io.PrintWriter;
import java.util.Optional;
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
            MigrateGenerateCommand.class,
            MigrateCheckCommand.class,
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

    @Option(
            names = "--grant-rows",
            description = "Then let the user of DATABASE_URL read and write the rows of all tables, and nothing else;"
                    + " on PostgreSQL, when DATABASE_MIGRATION_URL names another user.")
    private boolean grantRows;

    MigrateCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DatabaseConfig config = settings.database();
        Optional<String> role = grantRows ? Optional.of(RowRole.of(config)) : Optional.empty();
        Migrator migrator = Migrator.of(config);
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
        role.ifPresent(name -> {
            migrator.grantRows(name);
            out.println("Granted the rows of all tables to " + name + ".");
        });
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, AppliedChangeset changeset) {
        out.println("applied  " + changeset.id() + "  (" + changeset.duration().toMillis() + " ms)");
        out.flush();
    }
}
