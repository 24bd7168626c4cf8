package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Real connections to a database, watched for whether they are closed. */
final class FreshDataSource extends SimpleDataSource {

    private final TestEngine engine;
    private final PhysicalDatabase database;
    private final OpenConnections connections;

    FreshDataSource(TestEngine engine, PhysicalDatabase database, OpenConnections connections) {
        this.engine = engine;
        this.database = database;
        this.connections = connections;
    }

    @Override
    public Connection getConnection() throws SQLException {
        WatchedConnection connection = new WatchedConnection(database.connect());
        connections.opened(connection);
        return connection;
    }

    private final class WatchedConnection extends DelegatingConnection implements OpenConnections.Watched {

        private boolean readOnly;
        private String placeOfAutoCommitOff = "an unknown place";

        WatchedConnection(Connection delegate) {
            super(delegate);
        }

        @Override
        public void close() throws SQLException {
            connections.closed(this);
            super.close();
        }

        @Override
        public void setAutoCommit(boolean wanted) throws SQLException {
            super.setAutoCommit(wanted);
            if (!wanted) {
                placeOfAutoCommitOff = CodePlace.ofCaller();
            }
        }

        /** Only the driver of PostgreSQL tells whether anything was done since the last commit. */
        @Override
        public @Nullable String placeOfTransaction() throws SQLException {
            boolean open = engine == TestEngine.POSTGRESQL
                    ? unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE
                    : !getAutoCommit();
            return open ? placeOfAutoCommitOff : null;
        }

        /** The driver of SQLite can do it only before it connects; the engine can do it at any time. */
        @Override
        public void setReadOnly(boolean wanted) throws SQLException {
            if (engine == TestEngine.SQLITE) {
                try (Statement statement = createStatement()) {
                    statement.execute("PRAGMA query_only = " + wanted);
                }
                readOnly = wanted;
            } else {
                super.setReadOnly(wanted);
            }
        }

        @Override
        public boolean isReadOnly() throws SQLException {
            return readOnly || super.isReadOnly();
        }
    }
}
