package dev.aegis.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How each kind of SQLite connection is set up, as the driver's connection properties: these hold before the first
 * statement, and several pragmas in one initial statement would be cut after the first.
 */
final class SqlitePragmas {
    /** For locks that other processes hold; inside the process, writers queue and never meet SQLite's lock. */
    static final int BUSY_TIMEOUT_MILLIS = 5_000;

    /**
     * What the log keeps of its size after a peak (a long read, a large transaction), as Rails sets it: without a limit it
     * keeps all of it until the last connection closes. Below that, it is written over and over without being extended again.
     */
    static final int JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;

    private static final int MIGRATION_BUSY_TIMEOUT_MILLIS = 60_000;
    private static final String OPEN_READ_ONLY = "1";

    private SqlitePragmas() {}

    static Properties forWriting(SqliteSynchronous synchronous) {
        Properties properties = common(BUSY_TIMEOUT_MILLIS);
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("journal_size_limit", Integer.toString(JOURNAL_SIZE_LIMIT));
        properties.setProperty("foreign_keys", "true");
        properties.setProperty("synchronous", synchronous.name().toUpperCase(Locale.ROOT));
        return properties;
    }

    static Properties forReading() {
        Properties properties = common(BUSY_TIMEOUT_MILLIS);
        properties.setProperty("open_mode", OPEN_READ_ONLY);
        return properties;
    }

    static Properties forMigration() {
        Properties properties = common(MIGRATION_BUSY_TIMEOUT_MILLIS);
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("journal_size_limit", Integer.toString(JOURNAL_SIZE_LIMIT));
        properties.setProperty("foreign_keys", "false");
        // A transaction that reads first and writes later fails at once when a service has written in between; one that
        // asks for the write lock at its start waits for it.
        properties.setProperty("transaction_mode", "IMMEDIATE");
        return properties;
    }

    /**
     * Reads back what a writing connection stands on: SQLite ignores what it does not know or cannot do.
     *
     * @return the settings, by name
     * @throws DatabaseException.Unavailable naming what did not take effect
     */
    static Map<String, String> requireEffective(Connection connection, DatabaseConfig config) throws SQLException {
        SqliteVersion.requireSafe(read(connection, "select sqlite_version()"));
        Map<String, String> expected = new TreeMap<>();
        expected.put("journal_mode", config.url().file().isPresent() ? "wal" : "memory");
        expected.put("foreign_keys", "1");
        expected.put("busy_timeout", Integer.toString(BUSY_TIMEOUT_MILLIS));
        if (config.url().file().isPresent()) {
            expected.put("journal_size_limit", Integer.toString(JOURNAL_SIZE_LIMIT));
        }
        expected.put("synchronous", config.sqliteSynchronous() == SqliteSynchronous.FULL ? "2" : "1");
        for (Map.Entry<String, String> pragma : expected.entrySet()) {
            String actual = read(connection, "pragma " + pragma.getKey());
            if (!pragma.getValue().equalsIgnoreCase(actual)) {
                throw new DatabaseException.Unavailable(
                        "DATABASE_URL=" + config.url() + ": SQLite keeps " + pragma.getKey() + " at " + actual
                                + " instead of " + pragma.getValue() + "; " + remedy(pragma.getKey()),
                        null);
            }
        }
        expected.put("synchronous", config.sqliteSynchronous().name());
        return Map.copyOf(expected);
    }

    private static String remedy(String pragma) {
        return pragma.equals("journal_mode")
                ? "use a local disk"
                : "use the SQLite that sqlite-jdbc brings, and no other by -Dorg.sqlite.lib.path";
    }

    private static String read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    private static Properties common(int busyTimeoutMillis) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyTimeoutMillis));
        return properties;
    }
}
