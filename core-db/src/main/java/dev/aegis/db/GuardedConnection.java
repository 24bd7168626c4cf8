package dev.aegis.db;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The connection as a callback sees it: it refuses to control the transaction, whose end belongs to {@link Database}, and
 * notices what would outlive the transaction on a shared connection.
 */
final class GuardedConnection extends DelegatingConnection {
    private final Session session;
    private final Backend backend;
    private final TransactionDeadlines.Deadline deadline;
    private boolean sessionChanged;
    private boolean ended;

    GuardedConnection(Session session, Backend backend, TransactionDeadlines.Deadline deadline) {
        super(session.connection());
        this.session = session;
        this.backend = backend;
        this.deadline = deadline;
    }

    /** Whether a statement changed the state of the session, so that the connection is not fit for the next borrower. */
    boolean sessionChanged() {
        return sessionChanged;
    }

    /** From here on it refuses to make statements: they would run in the transaction of the next borrower. */
    void end() {
        ended = true;
    }

    /** A transaction is open for as long as a callback sees this connection. */
    @Override
    public boolean getAutoCommit() {
        return false;
    }

    /** Libraries close what they are handed; the connection goes back when the transaction ends. */
    @Override
    public void close() {}

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return watched(PreparedStatement.class, usable().prepareStatement(checked(sql)));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return watched(PreparedStatement.class, usable().prepareStatement(checked(sql), type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return watched(
                PreparedStatement.class, usable().prepareStatement(checked(sql), type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        return watched(PreparedStatement.class, usable().prepareStatement(checked(sql), generatedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return watched(PreparedStatement.class, usable().prepareStatement(checked(sql), columns));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return watched(PreparedStatement.class, usable().prepareStatement(checked(sql), columns));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return watched(CallableStatement.class, usable().prepareCall(checked(sql)));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return watched(CallableStatement.class, usable().prepareCall(checked(sql), type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return watched(CallableStatement.class, usable().prepareCall(checked(sql), type, concurrency, holdability));
    }

    @Override
    public Statement createStatement() throws SQLException {
        return WatchedStatement.over(Statement.class, usable().createStatement(), this);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return WatchedStatement.over(Statement.class, usable().createStatement(type, concurrency), this);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return WatchedStatement.over(Statement.class, usable().createStatement(type, concurrency, holdability), this);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        throw refused("setAutoCommit");
    }

    @Override
    public void commit() throws SQLException {
        throw refused("commit");
    }

    @Override
    public void rollback() throws SQLException {
        throw refused("rollback");
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        throw refused("rollback");
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        throw refused("setSavepoint");
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        throw refused("setSavepoint");
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        throw refused("releaseSavepoint");
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        throw refused("setReadOnly");
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        throw refused("setTransactionIsolation");
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        throw refused("abort");
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        sessionChanged = true;
        delegate.setCatalog(catalog);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        sessionChanged = true;
        delegate.setSchema(schema);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        sessionChanged = true;
        delegate.setTypeMap(map);
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        sessionChanged = true;
        delegate.setHoldability(holdability);
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        sessionChanged = true;
        delegate.setNetworkTimeout(executor, milliseconds);
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        sessionChanged = true;
        delegate.setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        sessionChanged = true;
        delegate.setClientInfo(properties);
    }

    /** Refuses to go on where a statement would be executed outside of the transaction, or in vain. */
    void requireUsable() throws SQLException {
        if (ended) {
            throw new SQLException("the transaction has ended; use its connection only inside its callback");
        }
        if (session.endedByStatement()) {
            throw new SQLException(
                    "a statement before this one has ended the transaction; nothing is executed any more");
        }
        if (deadline.passed()) {
            throw new SQLTimeoutException("the transaction took longer than its timeout of " + deadline.timeout());
        }
    }

    private Connection usable() throws SQLException {
        requireUsable();
        return delegate;
    }

    /** A statement that is prepared has its text already; where the engine tells by itself, nothing is left to watch. */
    private <S extends PreparedStatement> S watched(Class<S> type, S statement) {
        return session.watchesStatements() ? WatchedStatement.over(type, statement, this) : statement;
    }

    void executed(@Nullable SQLException failure) {
        session.statementEnded(failure);
    }

    boolean canRunAgain(SQLException failure) {
        return session.canRunAgain(failure);
    }

    String checked(String sql) throws SQLException {
        switch (StatementKind.of(sql, backend.engine())) {
            case TRANSACTION_CONTROL -> throw refused("the statement '" + SqlErrors.excerpt(sql) + "'");
            case CHANGES_SESSION -> {
                backend.requireSessionOfItsOwn(sql);
                sessionChanged = true;
            }
            case ORDINARY -> {}
        }
        return sql;
    }

    private static SQLException refused(String what) {
        return new SQLException(what + " is refused inside a transaction callback: return from the callback to commit,"
                + " throw to roll back, call Transaction.inTransaction for a savepoint");
    }
}
