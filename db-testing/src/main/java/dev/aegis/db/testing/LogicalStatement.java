package dev.aegis.db.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a {@link LogicalConnection}, whose calls that execute something go through it. A proxy: of the 250
 * methods of the three kinds of statement, only these few are of interest.
 */
final class LogicalStatement implements InvocationHandler {

    private final Statement statement;
    private final @Nullable String sql;
    private final LogicalConnection connection;

    private LogicalStatement(Statement statement, @Nullable String sql, LogicalConnection connection) {
        this.statement = statement;
        this.sql = sql;
        this.connection = connection;
    }

    @SuppressWarnings("unchecked") // S is one of the three interfaces, and the proxy implements the same
    static <S extends Statement> S wrap(S statement, @Nullable String sql, LogicalConnection connection) {
        Class<?> type = statement instanceof CallableStatement
                ? CallableStatement.class
                : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return (S) Proxy.newProxyInstance(
                LogicalStatement.class.getClassLoader(),
                new Class<?>[] {type},
                new LogicalStatement(statement, sql, connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (name.startsWith("execute")) {
            String executed = sqlOf(arguments);
            requirePermitted(executed, connection);
            return connection.execute(kindOf(name, executed), executed, () -> call(method, arguments));
        }
        return switch (name) {
            case "addBatch" -> {
                String added = sqlOf(arguments);
                requirePermitted(added, connection);
                connection.noteSettings(added);
                yield call(method, arguments);
            }
            case "getConnection" -> connection;
            case "close" -> {
                connection.closed(statement);
                yield call(method, arguments);
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> call(method, arguments);
        };
    }

    private @Nullable String sqlOf(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String given ? given : sql;
    }

    /** Refuses SQL that controls transactions, or waits for a commit; savepoints are fine inside a transaction. */
    static void requirePermitted(@Nullable String sql, LogicalConnection connection) throws SQLException {
        SqlText kind = kindOf(sql);
        if (kind == SqlText.TRANSACTION_CONTROL || (kind == SqlText.SAVEPOINT_CONTROL && connection.getAutoCommit())) {
            throw new SQLFeatureNotSupportedException("\"" + sql + "\": in ROLLBACK isolation, transactions are"
                    + " controlled by the methods of java.sql.Connection, not by SQL;"
                    + " use them, or @DatabaseTest(isolation = Isolation.FRESH)");
        }
        if (kind == SqlText.LISTEN) {
            throw new SQLFeatureNotSupportedException("\"" + sql + "\": in ROLLBACK isolation no notification arrives,"
                    + " since PostgreSQL sends them at the commit; use @DatabaseTest(isolation = Isolation.FRESH)");
        }
    }

    private static SqlText kindOf(@Nullable String sql) {
        // without SQL, it is a batch
        return sql == null ? SqlText.WRITE : SqlText.of(sql);
    }

    /** Calls for updates write, whatever their SQL begins with: on SQLite it may hold several statements. */
    private static SqlText kindOf(String method, @Nullable String sql) {
        SqlText kind = kindOf(sql);
        return kind == SqlText.QUERY && method.endsWith("Update") ? SqlText.WRITE : kind;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
