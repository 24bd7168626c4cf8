package dev.aegis.db;

import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Opens JDBI handles on the connections of transactions. One {@link Jdbi} serves all of them, so that what JDBI finds out
 * about DAOs and mappers is kept.
 */
final class TransactionHandles {
    private final Jdbi jdbi;
    /** JDBI asks a factory for connections; this hands it the one that the calling thread is opening a handle on. */
    @SuppressWarnings("ThreadLocalUsage") // empty again before the method that fills it returns
    private final ThreadLocal<@Nullable Connection> opening = new ThreadLocal<>();

    TransactionHandles(DatabaseEngine engine, SqlErrors errors) {
        jdbi = Jdbi.create(new ConnectionFactory() {
            @Override
            public Connection openConnection() {
                return Objects.requireNonNull(opening.get(), "no transaction is being opened");
            }

            @Override
            public void closeConnection(Connection connection) {
                // The transaction gives it back.
            }
        });
        jdbi.installPlugin(new SqlObjectPlugin());
        jdbi.installPlugin(new CommonTypes());
        jdbi.installPlugin(engine == DatabaseEngine.SQLITE ? new SqliteTypes() : new PostgresTypes());
        jdbi.setStatementBuilderFactory(connection -> new TranslatingStatementBuilder(errors));
        jdbi.setTransactionHandler(new CallbackTransactionHandler());
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        // A stream that nobody closes would hold its snapshot on the writing connection of SQLite for ever.
        statements.setAttachAllStatementsForCleanup(true);
        statements.addCustomizer(TransactionTime.binder());
        statements.addExceptionHandler((error, context) -> {
            throw errors.ofStatement(error, context);
        });
    }

    Handle open(Connection connection, Instant now) {
        opening.set(connection);
        try {
            Handle handle = jdbi.open();
            handle.getConfig(TransactionTime.class).set(now);
            return handle;
        } finally {
            opening.remove();
        }
    }
}
