package dev.aegis.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the settings, whichever way they came in. */
final class DatabaseConfigRules {
    static final int MAX_POOL_SIZE = 1000;

    /** The longest time that makes sense, far below where milliseconds and nanoseconds overflow. */
    static final Duration LONGEST = Duration.ofDays(365);

    private DatabaseConfigRules() {}

    static void check(DatabaseConfig config) {
        List<String> faults = faults(config);
        if (!faults.isEmpty()) {
            throw new DatabaseConfigException(faults);
        }
    }

    static List<String> faults(DatabaseConfig config) {
        List<String> faults = new ArrayList<>();
        DatabaseEngine engine = config.url().engine();
        config.migrationUrl()
                .filter(url -> url.engine() != engine)
                .ifPresent(url -> faults.add("DATABASE_MIGRATION_URL="
                        + url + ": is " + url.engine().displayName() + ", but DATABASE_URL is " + engine.displayName()
                        + "; both must name the same database"));
        config.replicaUrl()
                .filter(url -> url.engine() != DatabaseEngine.POSTGRESQL || engine != DatabaseEngine.POSTGRESQL)
                .ifPresent(url -> faults.add("DATABASE_REPLICA_URL=" + url
                        + ": replicas exist on PostgreSQL only; remove it, or use postgresql:// in both URLs"));
        if (config.poolSize() < 1 || config.poolSize() > MAX_POOL_SIZE) {
            faults.add("DATABASE_POOL_SIZE=" + config.poolSize() + ": out of range; use 1 to " + MAX_POOL_SIZE);
        }
        if (config.slowTransaction().compareTo(LONGEST) > 0) {
            faults.add("DATABASE_SLOW_TRANSACTION_SECONDS="
                    + config.slowTransaction().toSeconds() + ": out of range; use at most " + LONGEST.toSeconds()
                    + ", or 0 to turn the record off");
        }
        if (config.slowTransaction().isNegative()) {
            faults.add("DATABASE_SLOW_TRANSACTION_SECONDS="
                    + config.slowTransaction().toSeconds() + ": negative; use seconds, or 0 to turn the record off");
        }
        if (config.acquireTimeout().compareTo(Duration.ofMillis(1)) < 0
                || config.acquireTimeout().compareTo(LONGEST) > 0) {
            faults.add("acquireTimeout=" + config.acquireTimeout() + ": out of range; use 1 ms to " + LONGEST.toDays()
                    + " days");
        }
        if (config.resetSessions() && !(config.url() instanceof DatabaseUrl.Postgres)) {
            faults.add("DATABASE_RESET_SESSIONS=true: only PostgreSQL has functions that change a session; remove it");
        }
        if (config.resetSessions() && config.url() instanceof DatabaseUrl.Postgres url && url.pgbouncer()) {
            faults.add("DATABASE_RESET_SESSIONS=true: behind PgBouncer in transaction mode the reset may meet another"
                    + " session; remove it, or remove pgbouncer=true from DATABASE_URL");
        }
        return faults;
    }
}
