package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the code under test sees it in {@link Isolation#ROLLBACK}: with auto-commit, transactions and
 * savepoints of its own, all of them inside the one transaction of the test.
 */
final class LogicalConnection extends DelegatingConnection implements OpenConnections.Watched {

    private final RollbackSession session;
    private final OpenConnections connections;
    private final Set<Statement> statements = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean autoCommit = true;
    private volatile boolean readOnly;
    private int isolation;
    private int networkTimeout;

    LogicalConnection(Connection physical, int isolation, RollbackSession session, OpenConnections connections) {
        super(physical);
        this.session = session;
        this.connections = connections;
        this.isolation = isolation;
    }

    @Override
    protected Connection delegate() throws SQLException {
        if (closed) {
            throw new SQLException("This connection has been closed", "08003");
        }
        return super.delegate();
    }

    @Override
    protected <S extends Statement> S create(@Nullable String sql, StatementMaker<S> maker) throws SQLException {
        delegate();
        LogicalStatement.requirePermitted(sql, this);
        S statement = maker.make();
        statements.add(statement);
        return LogicalStatement.wrap(statement, sql, this);
    }

    void closed(Statement statement) {
        statements.remove(statement);
    }

    /**
     * Makes a call that executes SQL.
     *
     * @param sql null if it is a batch
     */
    @Nullable
    Object execute(SqlText kind, @Nullable String sql, SqlCall call) throws SQLException {
        delegate();
        return session.execute(this, kind, sql, call);
    }

    /** Notes SQL that may change what no rollback sets back. */
    void noteSettings(@Nullable String sql) {
        session.noteSettings(sql);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        delegate();
        return autoCommit;
    }

    @Override
    public void setAutoCommit(boolean wanted) throws SQLException {
        delegate();
        if (wanted && !autoCommit) {
            session.commit(this);
        }
        autoCommit = wanted;
    }

    @Override
    public void commit() throws SQLException {
        requireTransactions();
        session.commit(this);
    }

    @Override
    public void rollback() throws SQLException {
        requireTransactions();
        session.rollback(this);
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        requireTransactions();
        return session.setSavepoint(this, null);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        requireTransactions();
        return session.setSavepoint(this, name);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        requireTransactions();
        session.rollbackTo(this, own(savepoint));
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        requireTransactions();
        session.release(this, own(savepoint));
    }

    @Override
    public @Nullable String placeOfTransaction() {
        return session.placeOfTransaction(this);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        delegate();
        return readOnly;
    }

    @Override
    public void setReadOnly(boolean wanted) throws SQLException {
        delegate();
        if (wanted != readOnly && session.hasTransaction(this)) {
            throw new SQLException("Read-only cannot be changed in the middle of a transaction", "25001");
        }
        readOnly = wanted;
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        delegate();
        return isolation;
    }

    /** Remembered only: the transaction of the test has long begun. */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        delegate();
        isolation = level;
    }

    /** Remembered only: the connection lives longer than the caller's. */
    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        delegate();
        networkTimeout = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        delegate();
        return networkTimeout;
    }

    @Override
    public @Nullable String getSchema() throws SQLException {
        return (String) execute(SqlText.READ, null, super::getSchema);
    }

    @Override
    public void setSchema(@Nullable String schema) throws SQLException {
        execute(SqlText.READ, null, () -> {
            super.setSchema(schema);
            return null;
        });
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        setClientInfo(properties);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        try {
            execute(SqlText.READ, null, () -> {
                super.setClientInfo(properties);
                return null;
            });
        } catch (SQLClientInfoException e) {
            throw e;
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), Map.of(), e);
        }
    }

    /**
     * The caller may do anything with the driver's connection: the transaction has to be there, and no other test gets
     * this connection.
     */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        session.connectionWasChanged();
        return type.cast(Objects.requireNonNull(execute(SqlText.WRITE, null, () -> super.unwrap(type))));
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        return !closed && super.isValid(timeoutSeconds);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        close();
    }

    /** Rolls back an open transaction, as connection pools do. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        connections.closed(this);
        for (Statement statement : statements) {
            statement.close();
        }
        if (session.hasTransaction(this)) {
            session.rollback(this);
        }
    }

    private void requireTransactions() throws SQLException {
        delegate();
        if (autoCommit) {
            throw new SQLException("The connection is in auto-commit mode: there is no transaction", "25P01");
        }
    }

    private static LogicalSavepoint own(Savepoint savepoint) throws SQLException {
        if (savepoint instanceof LogicalSavepoint logical) {
            return logical;
        }
        throw new SQLException("The savepoint was not set by this connection", "3B001");
    }
}
