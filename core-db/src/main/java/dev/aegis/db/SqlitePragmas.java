package dev.aegis.db;

import java.util.Locale;
import java.util.Properties;

/**
 * How each kind of SQLite connection is set up, as the driver's connection properties: these hold before the first
 * statement, and several pragmas in one initial statement would be cut after the first.
 */
final class SqlitePragmas {
    /** For locks that other processes hold; inside the process, writers queue and never meet SQLite's lock. */
    static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private static final int MIGRATION_BUSY_TIMEOUT_MILLIS = 60_000;
    private static final String OPEN_READ_ONLY = "1";

    private SqlitePragmas() {}

    static Properties forWriting(SqliteSynchronous synchronous) {
        Properties properties = common(BUSY_TIMEOUT_MILLIS);
        properties.setProperty("journal_mode", "WAL");
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
        properties.setProperty("foreign_keys", "false");
        return properties;
    }

    private static Properties common(int busyTimeoutMillis) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyTimeoutMillis));
        return properties;
    }
}
