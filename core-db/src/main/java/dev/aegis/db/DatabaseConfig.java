package dev.aegis.db;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a {@link Database} can be told. Immutable; made by {@link #fromEnvironment()} or {@link #builder(String)}.
 *
 * @param url where the database is
 * @param migrationUrl direct URL with the role that owns the schema; used by migrations only
 * @param replicaUrl where {@link Database#read} goes on PostgreSQL, if set
 * @param poolSize connections for each process, 1 to 1000 (on SQLite: readers; there is always one writer)
 * @param acquireTimeout how long a transaction waits for a connection, 1 ms or more
 * @param slowTransaction a transaction that lasts longer is recorded; zero turns the record off
 * @param sqliteSynchronous what an acknowledged commit survives on SQLite
 * @param applicationName how the process presents itself to PostgreSQL
 * @param resetSessions whether each session of PostgreSQL is reset when its transaction has ended, by {@code DISCARD ALL}:
 *     one more round trip for each transaction. It is for functions that change the session, which no look at a
 *     statement can tell; false otherwise
 */
public record DatabaseConfig(
        DatabaseUrl url,
        Optional<DatabaseUrl> migrationUrl,
        Optional<DatabaseUrl> replicaUrl,
        int poolSize,
        Duration acquireTimeout,
        Duration slowTransaction,
        SqliteSynchronous sqliteSynchronous,
        String applicationName,
        boolean resetSessions) {

    static final String DEFAULT_URL = "sqlite:///data/app.db";
    static final int DEFAULT_POOL_SIZE = 10;
    static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(5);
    static final Duration DEFAULT_SLOW_TRANSACTION = Duration.ofSeconds(2);

    /**
     * Reads the process's environment; the settings are listed in {@code .env.example}.
     *
     * @throws DatabaseConfigException with all faults at once
     */
    public static DatabaseConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * As {@link #fromEnvironment()}, from the given variables. A blank value counts as not set.
     *
     * @throws DatabaseConfigException with all faults at once
     */
    public static DatabaseConfig fromEnvironment(Map<String, String> environment) {
        return new DatabaseEnvironment(environment).read();
    }

    /**
     * A configuration with this URL and defaults for the rest.
     *
     * @throws DatabaseConfigException if the URL is malformed
     */
    public static DatabaseConfig of(String url) {
        return builder(url).build();
    }

    /**
     * Starts from this URL and defaults for the rest.
     *
     * @throws DatabaseConfigException if the URL is malformed
     */
    public static Builder builder(String url) {
        return new Builder(DatabaseUrl.parse(url));
    }

    /** The URL that migrations use: {@link #migrationUrl()}, or else {@link #url()}. */
    public DatabaseUrl effectiveMigrationUrl() {
        return migrationUrl.orElse(url);
    }

    /** Collects settings; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {
        private final DatabaseUrl url;
        private Optional<DatabaseUrl> migrationUrl = Optional.empty();
        private Optional<DatabaseUrl> replicaUrl = Optional.empty();
        private int poolSize = DEFAULT_POOL_SIZE;
        private Duration acquireTimeout = DEFAULT_ACQUIRE_TIMEOUT;
        private Duration slowTransaction = DEFAULT_SLOW_TRANSACTION;
        private SqliteSynchronous sqliteSynchronous = SqliteSynchronous.FULL;
        private String applicationName = "aegis";
        private boolean resetSessions;

        Builder(DatabaseUrl url) {
            this.url = url;
        }

        public Builder migrationUrl(DatabaseUrl value) {
            migrationUrl = Optional.of(value);
            return this;
        }

        public Builder replicaUrl(DatabaseUrl value) {
            replicaUrl = Optional.of(value);
            return this;
        }

        public Builder poolSize(int value) {
            poolSize = value;
            return this;
        }

        public Builder acquireTimeout(Duration value) {
            acquireTimeout = value;
            return this;
        }

        public Builder slowTransaction(Duration value) {
            slowTransaction = value;
            return this;
        }

        public Builder sqliteSynchronous(SqliteSynchronous value) {
            sqliteSynchronous = value;
            return this;
        }

        public Builder applicationName(String value) {
            applicationName = value;
            return this;
        }

        public Builder resetSessions(boolean value) {
            resetSessions = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws DatabaseConfigException with all faults at once
         */
        public DatabaseConfig build() {
            DatabaseConfig config = new DatabaseConfig(
                    url,
                    migrationUrl,
                    replicaUrl,
                    poolSize,
                    acquireTimeout,
                    slowTransaction,
                    sqliteSynchronous,
                    applicationName,
                    resetSessions);
            DatabaseConfigRules.check(config);
            return config;
        }
    }
}
