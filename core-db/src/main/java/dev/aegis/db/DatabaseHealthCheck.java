package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers {@link DatabaseHealth}, through a {@link Database} or on a connection of its own. */
final class DatabaseHealthCheck {
    private DatabaseHealthCheck() {}

    static DatabaseHealth of(Database database, Backend backend, List<SlowTransaction> slowTransactions) {
        Optional<PoolUsage> pool = Optional.of(backend.poolUsage());
        try {
            return database.read(TransactionOptions.named("health"), tx -> {
                DatabaseHealth seen = look(backend.engine(), tx.handle().getConnection());
                Map<String, String> settings = new TreeMap<>(seen.settings());
                settings.putAll(backend.settings());
                return new DatabaseHealth(
                        seen.engine(),
                        Optional.empty(),
                        seen.version(),
                        seen.latency(),
                        seen.sizeBytes(),
                        seen.tables(),
                        settings,
                        seen.serverConnections(),
                        pool,
                        slowTransactions);
            });
        } catch (SQLException e) {
            return ill(backend.engine(), SqlErrors.line(e), pool, slowTransactions);
        } catch (DatabaseException e) {
            return ill(backend.engine(), SqlErrors.line(e), pool, slowTransactions);
        }
    }

    static DatabaseHealth of(String setting, DatabaseUrl url) {
        try (Connection connection = DirectConnections.openReadOnly(setting, url)) {
            return look(url.engine(), connection);
        } catch (SQLException e) {
            return ill(url.engine(), setting + "=" + url + ": " + SqlErrors.line(e), Optional.empty(), List.of());
        } catch (DatabaseException e) {
            return ill(url.engine(), SqlErrors.line(e), Optional.empty(), List.of());
        }
    }

    private static DatabaseHealth look(DatabaseEngine engine, Connection connection) throws SQLException {
        EngineFacts facts = EngineFacts.of(engine);
        FactQueries queries = new FactQueries(connection);
        queries.text("select 1");
        long start = System.nanoTime();
        queries.text("select 1");
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        return new DatabaseHealth(
                engine,
                Optional.empty(),
                facts.version(queries),
                latency,
                facts.sizeBytes(queries),
                facts.tables(queries),
                facts.settings(queries),
                facts.serverConnections(queries),
                Optional.empty(),
                List.of());
    }

    private static DatabaseHealth ill(
            DatabaseEngine engine, String fault, Optional<PoolUsage> pool, List<SlowTransaction> slowTransactions) {
        return new DatabaseHealth(
                engine,
                Optional.of(fault),
                "",
                Duration.ZERO,
                0,
                List.of(),
                Map.of(),
                Optional.empty(),
                pool,
                slowTransactions);
    }
}
