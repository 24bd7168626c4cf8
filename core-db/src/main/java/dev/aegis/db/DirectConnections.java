package dev.aegis.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Single connections outside any pool, for tools: migrations, health, backups. The caller closes them. Thread-safe.
 */
public final class DirectConnections {
    private DirectConnections() {}

    /**
     * Opens a connection that may change the schema: no limit on how long a statement takes. On SQLite, the file and
     * its directories are created when missing, and foreign keys are not enforced, so that tables can be rebuilt.
     *
     * @param setting the name of the setting that holds the URL; errors mention it
     * @throws DatabaseException.Unavailable in one line that names setting, redacted URL and remedy
     */
    public static Connection openForMigration(String setting, DatabaseUrl url) {
        if (url instanceof DatabaseUrl.Sqlite sqlite) {
            SqliteFile.prepare(setting, sqlite);
            return open(setting, url, SqlitePragmas.forMigration());
        }
        return open(setting, url, PostgresProperties.forMigration((DatabaseUrl.Postgres) url));
    }

    /**
     * Opens a connection for looking: it cannot write, takes no write lock, creates no file, and gives up soon.
     *
     * @param setting the name of the setting that holds the URL; errors mention it
     * @throws DatabaseException.Unavailable in one line that names setting, redacted URL and remedy; also for a SQLite
     *     file that does not exist
     */
    public static Connection openReadOnly(String setting, DatabaseUrl url) {
        if (url instanceof DatabaseUrl.Sqlite sqlite) {
            SqliteFile.requireExisting(setting, sqlite);
            return open(setting, url, SqlitePragmas.forReading());
        }
        DatabaseUrl.Postgres postgres = (DatabaseUrl.Postgres) url;
        Connection connection = open(setting, url, PostgresProperties.forLooking(postgres));
        return postgres.pgbouncer() ? inTransactions(setting, url, connection) : connection;
    }

    /** PgBouncer takes no option that would make the session read-only, so that its transactions have to be. */
    private static Connection inTransactions(String setting, DatabaseUrl url, Connection connection) {
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw ConnectionFaults.unavailable(setting, url, e);
        }
    }

    private static Connection open(String setting, DatabaseUrl url, Properties properties) {
        try {
            Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties);
            try {
                if (url.engine() == DatabaseEngine.SQLITE) {
                    SqliteFile.requireDatabase(connection);
                }
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ConnectionFaults.unavailable(setting, url, e);
        }
    }
}
