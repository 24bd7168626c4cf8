package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database that is to be migrated, and the setting that named it. */
record Target(String setting, DatabaseUrl url) {
    private static final DatabaseUrl IN_MEMORY = DatabaseUrl.parse("sqlite://:memory:");

    /**
     * A connection that may change the schema.
     *
     * @throws MigrationException if this cannot be done through the URL
     */
    Connection openForMigration() throws SQLException {
        if (url.engine() == DatabaseEngine.SQLITE && url.file().isEmpty()) {
            throw failure(
                    "a database in memory is empty for each connection; name a file, as in sqlite:///data/app.db");
        }
        if (url instanceof DatabaseUrl.Postgres postgres && postgres.pgbouncer()) {
            throw failure("a migration needs the same session from start to end, which PgBouncer does not give;"
                    + " set DATABASE_MIGRATION_URL to the server itself");
        }
        Connection connection = DirectConnections.openForMigration(setting, url);
        try {
            if (url.engine() == DatabaseEngine.POSTGRESQL) {
                PostgresSession.prepare(connection);
                requireSchema(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void requireSchema(Connection connection) throws SQLException {
        if (connection.getSchema() == null) {
            throw failure("no schema of search_path ("
                    + SessionSettings.searchPath(connection)
                    + ") exists; create it with 'create schema …', or correct currentSchema in the URL");
        }
    }

    /**
     * The beginning of a script that does what a migrator would do through this URL.
     *
     * @param recorded how many changesets the database has, as its history says
     */
    MigrationScript script(int recorded) throws SQLException {
        if (url.engine() == DatabaseEngine.SQLITE) {
            return MigrationScript.forSqlite(recorded);
        }
        try (Connection migrating = openForMigration()) {
            return MigrationScript.forPostgres(recorded, SessionSettings.of(migrating));
        }
    }

    /** A connection that cannot write; in place of a SQLite file that does not exist yet, an empty database. */
    Connection openForLooking() {
        boolean missing = url.engine() == DatabaseEngine.SQLITE
                && url.file().map(file -> !Files.exists(file)).orElse(true);
        return missing
                ? DirectConnections.openForMigration(setting, IN_MEMORY)
                : DirectConnections.openReadOnly(setting, url);
    }

    MigrationException failure(String reason) {
        return failure(reason, null);
    }

    MigrationException failure(String reason, @Nullable Throwable cause) {
        return new MigrationException(this + ": " + reason, cause);
    }

    @Override
    public String toString() {
        return setting + "=" + url;
    }
}
