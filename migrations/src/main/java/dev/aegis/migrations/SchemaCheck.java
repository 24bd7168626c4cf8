package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a database has the schema that this program was built for; cheap enough for a health check. The changelog is
 * read once per process; after that a check costs two small queries. Thread-safe.
 */
public final class SchemaCheck {
    private SchemaCheck() {}

    /**
     * Reads the program's changelog, which takes seconds the first time; without it, the first check does, while it holds its
     * connection.
     *
     * @throws MigrationException if the changelog is malformed
     */
    public static void prepare(DatabaseEngine engine) {
        Changelog.OWN.entries(engine);
    }

    /**
     * Compares a database with the program's changelog. It only reads; a database that was never migrated has
     * everything pending. It may run inside a transaction, also a read-only one, and leaves it intact.
     *
     * @throws SQLException if the database cannot be read
     * @throws MigrationException if the changelog is malformed
     */
    public static MigrationStatus check(Connection connection) throws SQLException {
        return check(connection, Changelog.OWN);
    }

    static MigrationStatus check(Connection connection, Changelog changelog) throws SQLException {
        return compare(changelog.entries(SchemaHistory.engine(connection)), SchemaHistory.read(connection));
    }

    static MigrationStatus compare(List<ChangelogEntry> entries, List<SchemaHistory.Row> history) {
        Map<Changeset, SchemaHistory.Row> rows = new LinkedHashMap<>();
        history.forEach(row -> rows.put(row.changeset(), row));
        List<MigrationStatus.Executed> applied = new ArrayList<>();
        List<Changeset> pending = new ArrayList<>();
        List<Changeset> changed = new ArrayList<>();
        Map<Changeset, SchemaHistory.Row> unknown = new LinkedHashMap<>(rows);
        for (ChangelogEntry entry : entries) {
            SchemaHistory.Row row = unknown.remove(entry.changeset());
            if (row == null) {
                pending.add(entry.changeset());
            } else if (!entry.accepts(row.checksum())) {
                (entry.runOnChange() ? pending : changed).add(entry.changeset());
            }
        }
        rows.forEach((changeset, row) -> {
            if (!unknown.containsKey(changeset)) {
                applied.add(new MigrationStatus.Executed(
                        changeset.id(), changeset.author(), changeset.file(), row.executedAt()));
            }
        });
        return new MigrationStatus(applied, pending, changed, List.copyOf(unknown.keySet()));
    }
}
