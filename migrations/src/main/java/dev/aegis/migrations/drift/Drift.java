package dev.aegis.migrations.drift;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.Changelog;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Whether a database has the schema that the models ask for. The models' tables are made by the same engine, so that
 * both sides are described in its words. Left out are the tables of libraries and of Liquibase, and what the changelog
 * makes and no record can describe: indexes over expressions, collations, generated columns …
 */
public final class Drift {
    private static final DatabaseUrl IN_MEMORY = DatabaseUrl.parse("sqlite://:memory:");

    private static final String SCRATCH = "the scratch database";

    /** PostgreSQL's code for it. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Drift() {}

    /**
     * The differences between the models and the changelog.
     *
     * @param empty a database of the engine to compare on; the changelog is applied to it
     * @throws dev.aegis.db.DatabaseException.Unavailable if the database cannot be reached
     * @throws MigrationException if the changelog cannot be applied, or the database cannot be read
     */
    public static List<Difference> ofChangelog(Models models, DatabaseUrl empty) {
        Migrator.of(SCRATCH, empty).migrate();
        return between(models, SCRATCH, empty);
    }

    /**
     * The differences between the models and a database. Nothing in the database changes: on PostgreSQL the models'
     * tables exist as temporary ones in a transaction that is rolled back, for which the role needs the right
     * {@code TEMPORARY}; on SQLite in memory.
     *
     * @param setting the name of the setting that holds the URL; errors mention it
     * @throws dev.aegis.db.DatabaseException.Unavailable if the database cannot be reached
     * @throws MigrationException if it cannot be read, or the models' tables cannot be made
     */
    public static List<Difference> between(Models models, String setting, DatabaseUrl url) {
        return between(models, Changelog.OWN, setting, url);
    }

    /**
     * As {@link #between(Models, String, DatabaseUrl)}.
     *
     * @param changelog what it makes and no record can describe is no difference
     */
    public static List<Difference> between(Models models, Changelog changelog, String setting, DatabaseUrl url) {
        try {
            Catalogue[] both = switch (url.engine()) {
                case SQLITE -> onSqlite(models, setting, url);
                case POSTGRESQL -> onPostgres(models, setting, url);
            };
            return new Agreement(models, changelog, url.engine()).differences(both[0], both[1]);
        } catch (SQLException e) {
            throw new MigrationException(setting + "=" + url + ": cannot be compared with the models: " + reason(e), e);
        }
    }

    private static String reason(SQLException e) {
        String words = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                ? words + "; give the role the right TEMPORARY, or use the one that migrates"
                : words;
    }

    /** The catalogue of the models, then that of the database. */
    private static Catalogue[] onSqlite(Models models, String setting, DatabaseUrl url) throws SQLException {
        try (Connection database = DirectConnections.openReadOnly(setting, url);
                Connection scratch = DirectConnections.openForMigration(setting, IN_MEMORY)) {
            try (Statement statement = scratch.createStatement()) {
                for (String ddl : SchemaDdl.create(models.schema(), DatabaseEngine.SQLITE)) {
                    statement.execute(ddl);
                }
            }
            return new Catalogue[] {
                Catalogue.read(DatabaseEngine.SQLITE, scratch), Catalogue.read(DatabaseEngine.SQLITE, database)
            };
        }
    }

    private static Catalogue[] onPostgres(Models models, String setting, DatabaseUrl url) throws SQLException {
        try (Connection connection = DirectConnections.openForMigration(setting, url)) {
            connection.setAutoCommit(false);
            try {
                Catalogue database = Catalogue.read(DatabaseEngine.POSTGRESQL, connection);
                createTemporary(models.schema(), connection);
                return new Catalogue[] {PostgresCatalogue.ofTemporaryTables(connection), database};
            } finally {
                connection.rollback();
            }
        }
    }

    /** References in the statements find the temporary tables before those of the database. */
    private static void createTemporary(SchemaDefinition schema, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Else a table that is called as a type would hide the type.
            statement.execute(
                    "select set_config('search_path', 'pg_catalog, pg_temp, ' || current_setting('search_path'), true)");
            for (TableDefinition table : schema.tables()) {
                statement.execute(SchemaDdl.createTable(table, "pg_temp." + table.name(), DatabaseEngine.POSTGRESQL));
                for (String ddl : SchemaDdl.createIndexes(table)) {
                    statement.execute(ddl);
                }
            }
        }
    }
}
