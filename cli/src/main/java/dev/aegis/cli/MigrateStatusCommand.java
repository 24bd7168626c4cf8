package dev.aegis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.Migrator;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aegis migrate status}. */
@Command(
        name = "status",
        description = "Shows which changesets are applied and which are pending; changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:with --check: the schema is current; without: always, once it could be shown",
            "1:failed",
            "2:with --check: changesets are pending",
            "3:with --check: an applied changeset was edited (its checksum differs)",
            "4:with --check: the database has changesets that this program does not know",
            "5:cannot connect",
            "64:wrong usage"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class MigrateStatusCommand implements Callable<Integer> {
    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", description = "Tell by the exit code whether the schema is current.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    MigrateStatusCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        DatabaseConfig config = settings.database();
        MigrationStatus status = Migrator.of(config).status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(json(config, status)));
        } else {
            print(out, config, status);
        }
        return check ? exitCode(status) : ExitCodes.OK;
    }

    private static void print(PrintWriter out, DatabaseConfig config, MigrationStatus status) {
        out.println(config.effectiveMigrationUrl() + ": " + status.summary());
        status.applied()
                .forEach(changeset -> out.println("  applied  " + changeset.id() + "  " + changeset.executedAt()));
        print(out, "changed", status.changed());
        print(out, "unknown", status.unknown());
        print(out, "pending", status.pending());
    }

    private static void print(PrintWriter out, String what, List<Changeset> changesets) {
        changesets.forEach(changeset -> out.println("  " + what + "  " + changeset.id()));
    }

    private static ObjectNode json(DatabaseConfig config, MigrationStatus status) {
        ObjectNode tree = Json.object();
        tree.put("url", config.effectiveMigrationUrl().toString());
        tree.put("current", status.isCurrent());
        ArrayNode applied = tree.putArray("applied");
        status.applied()
                .forEach(changeset -> applied.addObject()
                        .put("id", changeset.id())
                        .put("author", changeset.author())
                        .put("file", changeset.file())
                        .put("executed_at", changeset.executedAt().toString()));
        add(tree.putArray("pending"), status.pending());
        add(tree.putArray("changed"), status.changed());
        add(tree.putArray("unknown"), status.unknown());
        return tree;
    }

    private static void add(ArrayNode array, List<Changeset> changesets) {
        changesets.forEach(changeset -> array.addObject()
                .put("id", changeset.id())
                .put("author", changeset.author())
                .put("file", changeset.file()));
    }

    private static int exitCode(MigrationStatus status) {
        if (!status.changed().isEmpty()) {
            return ExitCodes.MIGRATIONS_CHANGED;
        }
        if (!status.unknown().isEmpty()) {
            return ExitCodes.MIGRATIONS_UNKNOWN;
        }
        return status.pending().isEmpty() ? ExitCodes.OK : ExitCodes.MIGRATIONS_PENDING;
    }
}
