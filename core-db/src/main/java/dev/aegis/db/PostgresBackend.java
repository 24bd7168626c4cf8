package dev.aegis.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgreSQL through HikariCP; reads go to a pool of their own when there is a replica, unless they ask for the primary. */
final class PostgresBackend implements Backend {
    /** Below what firewalls and proxies commonly allow an idle connection, and short enough to follow a fail-over. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    private final DatabaseConfig config;
    private final HikariDataSource primary;
    private final @Nullable HikariDataSource replica;

    private PostgresBackend(DatabaseConfig config, HikariDataSource primary, @Nullable HikariDataSource replica) {
        this.config = config;
        this.primary = primary;
        this.replica = replica;
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
                ? Pools.take(pool, "DATABASE_REPLICA_URL", config.replicaUrl().orElseThrow(), config.acquireTimeout())
                : Pools.take(pool, "DATABASE_URL", config.url(), config.acquireTimeout());
        try {
            return new JdbcSession(
                    connection,
                    DatabaseEngine.POSTGRESQL,
                    access,
                    options,
                    reusable -> Pools.giveBack(pool, connection, reusable));
        } catch (SQLException e) {
            Pools.giveBack(pool, connection, false);
            throw new PostgresErrors().ofStatement(e, "cannot begin a transaction");
        } catch (Throwable e) {
            Pools.giveBack(pool, connection, false);
            throw e;
        }
    }

    @Override
    public Connection autoCommitConnection() {
        return Pools.take(primary, "DATABASE_URL", config.url(), config.acquireTimeout());
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
