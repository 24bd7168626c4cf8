package dev.aegis.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL through HikariCP; reads go to a pool of their own when there is a replica, unless they ask for the primary. */
final class PostgresBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** Below what firewalls and proxies commonly allow an idle connection, and short enough to follow a fail-over. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    /** HikariCP would close the connection; the session prepares its statements again, see {@link PostgresSession}. */
    private static final SQLExceptionOverride STALE_PLANS_HEAL = new SQLExceptionOverride() {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException error) {
            return PostgresErrors.isStalePlan(error)
                    ? SQLExceptionOverride.Override.DO_NOT_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    };

    private final DatabaseConfig config;
    private final HikariDataSource primary;
    private final @Nullable HikariDataSource replica;
    private final boolean pgbouncer;

    private PostgresBackend(DatabaseConfig config, HikariDataSource primary, @Nullable HikariDataSource replica) {
        this.config = config;
        this.primary = primary;
        this.replica = replica;
        this.pgbouncer = config.url() instanceof DatabaseUrl.Postgres url && url.pgbouncer();
    }

    static PostgresBackend open(DatabaseConfig config) {
        HikariDataSource primary = pool("DATABASE_URL", config, config.url(), "aegis-postgresql");
        try {
            HikariDataSource replica = config.replicaUrl()
                    .map(url -> pool("DATABASE_REPLICA_URL", config, url, "aegis-postgresql-replica"))
                    .orElse(null);
            return new PostgresBackend(config, primary, replica);
        } catch (RuntimeException e) {
            primary.close();
            throw e;
        }
    }

    private static HikariDataSource pool(String setting, DatabaseConfig config, DatabaseUrl url, String name) {
        HikariConfig hikari = Pools.common(config, name);
        hikari.setJdbcUrl(url.jdbcUrl());
        hikari.setDataSourceProperties(
                PostgresProperties.forPool((DatabaseUrl.Postgres) url, config.applicationName()));
        hikari.setMaxLifetime(MAX_LIFETIME.toMillis());
        hikari.setKeepaliveTime(KEEPALIVE.toMillis());
        hikari.setExceptionOverride(STALE_PLANS_HEAL);
        return Pools.open(hikari, setting, url);
    }

    @Override
    public DatabaseEngine engine() {
        return DatabaseEngine.POSTGRESQL;
    }

    @Override
    public Session begin(Access access, TransactionOptions options) {
        boolean onReplica = access == Access.READ && !options.primary() && replica != null;
        HikariDataSource pool = onReplica && replica != null ? replica : primary;
        Connection connection = onReplica
                ? Pools.take(pool, "DATABASE_REPLICA_URL", config.replicaUrl().orElseThrow())
                : Pools.take(pool, "DATABASE_URL", config.url());
        try {
            return new PostgresSession(
                    connection,
                    access,
                    options.isolation(),
                    reusable -> Pools.giveBack(pool, connection, reusable && isReset(connection)));
        } catch (SQLException e) {
            Pools.giveBack(pool, connection, false);
            throw new PostgresErrors().ofStatement(e, "cannot begin a transaction");
        } catch (Throwable e) {
            Pools.giveBack(pool, connection, false);
            throw e;
        }
    }

    /** Whether the session is as a new one, as far as was asked for. */
    private boolean isReset(Connection connection) {
        if (!config.resetSessions()) {
            return true;
        }
        try {
            connection.setAutoCommit(true); // DISCARD ALL takes no part in a transaction
            try (Statement statement = connection.createStatement()) {
                statement.execute("discard all");
            }
            return true;
        } catch (SQLException e) {
            LOG.debug("A session could not be reset; its connection is closed", e);
            return false;
        }
    }

    @Override
    public void requireSessionOfItsOwn(String sql) throws SQLException {
        if (pgbouncer) {
            throw new SQLException("the statement '" + SqlErrors.excerpt(sql)
                    + "' is refused: behind PgBouncer in transaction mode, what it leaves in the session reaches other"
                    + " clients; use set local, set_config(…, true), pg_advisory_xact_lock, or a table");
        }
    }

    @Override
    public Connection autoCommitConnection() {
        return Pools.take(primary, "DATABASE_URL", config.url());
    }

    @Override
    public PoolUsage poolUsage() {
        return Pools.usage(primary);
    }

    @Override
    public Optional<PoolUsage> replicaUsage() {
        return Optional.ofNullable(replica).map(Pools::usage);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.close();
        }
        primary.close();
    }
}
