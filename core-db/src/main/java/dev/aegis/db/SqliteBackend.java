package dev.aegis.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file in WAL mode: one owned connection that writes, and a pool of connections that can only read. A database in
 * memory has the one connection for both.
 */
final class SqliteBackend implements Backend {
    private final DatabaseConfig config;
    private final OpenedFile file;
    private final SqliteWriter writer;
    private final @Nullable HikariDataSource readers;

    private SqliteBackend(
            DatabaseConfig config, OpenedFile file, SqliteWriter writer, @Nullable HikariDataSource readers) {
        this.config = config;
        this.file = file;
        this.writer = writer;
        this.readers = readers;
    }

    static SqliteBackend open(DatabaseConfig config) {
        DatabaseUrl.Sqlite url = (DatabaseUrl.Sqlite) config.url();
        SqliteFile.prepare("DATABASE_URL", url);
        OpenedFile file = new OpenedFile(url);
        SqliteWriter writer = SqliteWriter.open(config, file);
        try {
            return new SqliteBackend(config, file, writer, url.file().isPresent() ? readers(config, file) : null);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static HikariDataSource readers(DatabaseConfig config, OpenedFile file) {
        HikariConfig hikari = Pools.common(config, "aegis-sqlite-readers");
        hikari.setDataSource(file.readers());
        // HikariCP would turn it off on each new connection, which the driver refuses.
        hikari.setReadOnly(true);
        // Without a server there is nothing that would end an idle connection from the other side.
        hikari.setMaxLifetime(0);
        hikari.setMinimumIdle(1);
        return Pools.open(hikari, "DATABASE_URL", config.url());
    }

    @Override
    public DatabaseEngine engine() {
        return DatabaseEngine.SQLITE;
    }

    @Override
    public Session begin(Access access, TransactionOptions options) {
        if (access == Access.WRITE) {
            return writer.begin(access, options);
        }
        return readers == null ? writer.begin(access, options) : beginOnReader(readers);
    }

    private Session beginOnReader(HikariDataSource pool) {
        file.requireInPlace();
        Connection connection = Pools.take(pool, "DATABASE_URL", config.url());
        try {
            return new SqliteSession(
                    connection,
                    "begin",
                    new SqliteTransactionWatch(),
                    reusable -> Pools.giveBack(pool, connection, reusable));
        } catch (SQLException e) {
            Pools.giveBack(pool, connection, false);
            throw new SqliteErrors().ofStatement(e, "cannot begin to read");
        } catch (Throwable e) {
            Pools.giveBack(pool, connection, false);
            throw e;
        }
    }

    @Override
    public Connection autoCommitConnection() {
        return writer.autoCommitConnection();
    }

    @Override
    public PoolUsage poolUsage() {
        PoolUsage usage = writer.usage();
        return readers == null ? usage : usage.plus(Pools.usage(readers));
    }

    @Override
    public Map<String, String> settings() {
        return writer.settings();
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
        writer.close();
    }
}
