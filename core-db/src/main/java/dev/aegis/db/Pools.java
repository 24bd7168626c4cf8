package dev.aegis.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HikariCP as the component uses it: opened with a clear error, and what a failed wait for a connection means. */
final class Pools {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private Pools() {}

    static HikariConfig common(DatabaseConfig config, String name) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setMaximumPoolSize(config.poolSize());
        // HikariCP's own minimum is 250 ms.
        hikari.setConnectionTimeout(Math.max(250, config.acquireTimeout().toMillis()));
        return hikari;
    }

    static HikariDataSource open(HikariConfig hikari, String setting, DatabaseUrl url) {
        try {
            return new HikariDataSource(hikari);
        } catch (HikariPool.PoolInitializationException e) {
            SQLException cause =
                    SqlErrors.find(e, SQLException.class).orElseGet(() -> new SQLException(e.getMessage(), e));
            throw ConnectionFaults.unavailable(setting, url, cause);
        }
    }

    static Connection take(HikariDataSource pool, String setting, DatabaseUrl url) {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw noConnection(pool, setting, url, e);
        }
    }

    private static DatabaseException noConnection(
            HikariDataSource pool, String setting, DatabaseUrl url, SQLException error) {
        if (Thread.currentThread().isInterrupted()
                || SqlErrors.find(error, InterruptedException.class).isPresent()) {
            Thread.currentThread().interrupt();
            return new DatabaseException.Interrupted("interrupted while waiting for a connection", error);
        }
        if (pool.isClosed()) {
            return new DatabaseException.Unavailable("the Database is closed", error);
        }
        if (isFull(pool, error)) {
            return new DatabaseException.PoolExhausted(
                    "waited " + pool.getConnectionTimeout() + " ms for one of " + pool.getMaximumPoolSize()
                            + " connections, all in use; make transactions shorter, or raise DATABASE_POOL_SIZE",
                    error);
        }
        // HikariCP's own exception is about its wait; the cause is why no connection could be made.
        SQLException reason = error.getCause() instanceof SQLException cause ? cause : error;
        return ConnectionFaults.unavailable(setting, url, reason);
    }

    /**
     * Whether there were as many connections as there may be, and none has failed. Whether all are in use in this moment is
     * no sign: one may just have come back.
     */
    private static boolean isFull(HikariDataSource pool, SQLException error) {
        @Nullable HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        int max = pool.getMaximumPoolSize();
        return bean != null
                && (bean.getActiveConnections() >= max
                        || (error.getCause() == null && bean.getTotalConnections() >= max));
    }

    static void giveBack(HikariDataSource pool, Connection connection, boolean reusable) {
        if (!reusable) {
            pool.evictConnection(connection); // closes it, too
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Could not close a connection that is given back", e);
        }
    }

    static PoolUsage usage(HikariDataSource pool) {
        @Nullable HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null
                ? new PoolUsage(0, 0, 0, pool.getMaximumPoolSize())
                : new PoolUsage(
                        bean.getActiveConnections(),
                        bean.getIdleConnections(),
                        bean.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize());
    }
}
