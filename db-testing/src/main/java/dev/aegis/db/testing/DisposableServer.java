package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What is the same about every server that exists for the tests of one JVM alone, wherever it runs. */
final class DisposableServer {

    private static final String ROLE = "aegis_test";

    /** It is fast because it may forget everything. */
    static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "autovacuum", "off",
            "jit", "off",
            "max_connections", "200",
            "timezone", HostileTimeZone.id());

    /** The same order and the same letters on every machine: those of Unicode, by code point. */
    static final Map<String, String> LOCALE =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

    private DisposableServer() {}

    /**
     * The server, used by a role that is no superuser, as in production: it is allowed what the role of
     * {@code TEST_DATABASE_URL} is allowed, and to create roles, for tests of grants.
     *
     * @param superuser is left open
     * @param origin the description, with {@code %s} for engine and version
     */
    static PostgresServer over(Connection superuser, String host, int port, String origin) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN CREATEDB CREATEROLE PASSWORD '" + ROLE + "'");
        }
        PostgresUrl address = new PostgresUrl(ROLE, ROLE, host, port, "postgres", "");
        return PostgresServer.connect(address, origin, database -> {
            ScratchDirectory.keep();
            return database.withPassword() + " (until the next run of this module's tests)";
        });
    }
}
