package dev.aegis.db;

import java.util.Map;
import java.util.Properties;

/**
 * How each kind of PostgreSQL connection is set up. Whatever the URL says wins; without it the drivers' and the server's
 * "for ever" would hold.
 */
final class PostgresProperties {
    private static final String CONNECT_TIMEOUT_SECONDS = "5";

    private PostgresProperties() {}

    static Properties forPool(DatabaseUrl.Postgres url, String applicationName) {
        return merge(
                url,
                Map.of("ApplicationName", applicationName, "socketTimeout", "60"),
                "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s");
    }

    static Properties forMigration(DatabaseUrl.Postgres url) {
        return merge(url, Map.of("ApplicationName", "aegis-migrate"), "-c statement_timeout=0 -c lock_timeout=5s");
    }

    static Properties forLooking(DatabaseUrl.Postgres url) {
        return merge(
                url,
                Map.of("ApplicationName", "aegis-health", "readOnly", "true", "socketTimeout", "10"),
                "-c default_transaction_read_only=on -c statement_timeout=5s -c lock_timeout=1s");
    }

    private static Properties merge(DatabaseUrl.Postgres url, Map<String, String> defaults, String serverOptions) {
        Properties properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("loginTimeout", "10");
        properties.putAll(defaults);
        if (url.pgbouncer()) {
            // In transaction mode the next transaction may meet another server connection: nothing may be prepared
            // there, and PgBouncer refuses options at the start. The role has to carry the timeouts (ALTER ROLE … SET).
            properties.setProperty("prepareThreshold", "0");
        }
        properties.putAll(url.jdbcProperties());
        if (!url.pgbouncer()) {
            // The later of two -c for one setting wins, so that the URL changes what it names and nothing else.
            properties.merge("options", serverOptions, (own, before) -> before + " " + own);
        }
        return properties;
    }
}
