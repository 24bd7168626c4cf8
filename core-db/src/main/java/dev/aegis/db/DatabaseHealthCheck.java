package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers {@link DatabaseHealth}, through a {@link Database} or on a connection of its own. */
final class DatabaseHealthCheck {
    private static final TransactionOptions ON_PRIMARY =
            TransactionOptions.named("health").onPrimary();
    private static final TransactionOptions ON_REPLICA = TransactionOptions.named("health of the replica");
    private static final TransactionOptions PING =
            TransactionOptions.named("ping").onPrimary();

    private DatabaseHealthCheck() {}

    static DatabaseHealth of(Database database, Backend backend, List<SlowTransaction> slowTransactions) {
        PoolUsage pool = backend.poolUsage();
        Optional<PoolUsage> replicaPool = backend.replicaUsage();
        DatabaseHealth seen = primary(database);
        Map<String, String> settings = new TreeMap<>(seen.settings());
        if (seen.isHealthy()) {
            settings.putAll(backend.settings());
        }
        return seen.fromInside(settings, pool, slowTransactions, replicaPool.map(usage -> replica(database, usage)));
    }

    private static DatabaseHealth primary(Database database) {
        try {
            return database.read(
                    ON_PRIMARY,
                    tx -> look(
                            database.engine(),
                            new FactQueries(
                                    tx.handle().getConnection(),
                                    query -> database.read(ON_PRIMARY, nested -> query.run()))));
        } catch (SQLException | DatabaseException e) {
            return DatabaseHealth.ill(database.engine(), SqlErrors.line(e));
        }
    }

    private static DatabaseHealth.Replica replica(Database database, PoolUsage pool) {
        try {
            return database.read(ON_REPLICA, tx -> {
                FactQueries queries = queries(tx);
                return new DatabaseHealth.Replica(
                        Optional.empty(),
                        latency(queries),
                        EngineFacts.of(database.engine()).lag(queries),
                        pool);
            });
        } catch (SQLException | DatabaseException e) {
            return new DatabaseHealth.Replica(Optional.of(SqlErrors.line(e)), Duration.ZERO, Optional.empty(), pool);
        }
    }

    /** Throws unless the primary answers and takes writes. */
    static void requireWritable(Database database) {
        EngineFacts facts = EngineFacts.of(database.engine());
        try {
            Optional<String> reason = database.read(PING, tx -> facts.readOnly(queries(tx)));
            if (reason.isPresent()) {
                throw new DatabaseException.ReadOnly("the database takes no writes: " + reason.get(), null);
            }
        } catch (SQLException e) {
            throw SqlErrors.of(database.engine()).ofStatement(e, "cannot ping");
        }
    }

    static DatabaseHealth of(String setting, DatabaseUrl url) {
        try (Connection connection = DirectConnections.openReadOnly(setting, url)) {
            connection.setAutoCommit(false);
            return look(url.engine(), new FactQueries(connection, query -> undone(connection, query)));
        } catch (SQLException e) {
            return DatabaseHealth.ill(url.engine(), setting + "=" + url + ": " + SqlErrors.line(e));
        } catch (DatabaseException e) {
            return DatabaseHealth.ill(url.engine(), SqlErrors.line(e));
        }
    }

    private static long undone(Connection connection, FactQueries.Query query) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            return query.run();
        } finally {
            connection.rollback(savepoint);
        }
    }

    /** For queries whose failure is that of all. */
    private static FactQueries queries(Transaction tx) {
        return new FactQueries(tx.handle().getConnection(), FactQueries.Query::run);
    }

    private static DatabaseHealth look(DatabaseEngine engine, FactQueries queries) throws SQLException {
        EngineFacts facts = EngineFacts.of(engine);
        return new DatabaseHealth(
                engine,
                Optional.empty(),
                facts.version(queries),
                latency(queries),
                facts.sizeBytes(queries),
                facts.tables(queries),
                facts.settings(queries),
                facts.serverConnections(queries),
                Optional.empty(),
                facts.readOnly(queries),
                Optional.empty(),
                List.of());
    }

    private static Duration latency(FactQueries queries) throws SQLException {
        queries.text("select 1");
        long start = System.nanoTime();
        queries.text("select 1");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
