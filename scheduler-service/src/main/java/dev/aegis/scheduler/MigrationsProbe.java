package dev.aegis.scheduler;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.dropwizard.SchemaProbe;
import dev.aegis.dropwizard.SchemaState;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.SchemaCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tells health what the migrations know about the schema. */
final class MigrationsProbe implements SchemaProbe {
    @Override
    public void prepare(DatabaseEngine engine) {
        SchemaCheck.prepare(engine);
    }

    @Override
    public SchemaState read(Connection connection) throws SQLException {
        MigrationStatus status = SchemaCheck.check(connection);
        return new SchemaState(
                status.applied().size(), ids(status.pending()), ids(status.unknown()), last(status.applied()));
    }

    private static List<String> ids(List<Changeset> changesets) {
        return changesets.stream().map(Changeset::id).toList();
    }

    private static Optional<SchemaState.Applied> last(List<MigrationStatus.Executed> applied) {
        return applied.isEmpty()
                ? Optional.empty()
                : Optional.of(applied.get(applied.size() - 1))
                        .map(last -> new SchemaState.Applied(last.id(), last.executedAt()));
    }
}
