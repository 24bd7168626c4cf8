package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

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
        Connection connection = new WatchedConnection(database.connect());
        connections.opened(connection);
        return connection;
    }

    private final class WatchedConnection extends DelegatingConnection {

        private boolean readOnly;

        WatchedConnection(Connection delegate) {
            super(delegate);
        }

        @Override
        public void close() throws SQLException {
            connections.closed(this);
            super.close();
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
