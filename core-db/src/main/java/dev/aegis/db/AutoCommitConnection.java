package dev.aegis.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite connection as a library may have it: every statement commits by itself, because the driver's own transactions
 * are what {@link SqliteSession} avoids; closing it, by any thread, ends the turn to write.
 */
final class AutoCommitConnection implements InvocationHandler {
    private static final Set<String> REFUSED = Set.of(
            "abort",
            "commit",
            "releaseSavepoint",
            "rollback",
            "setReadOnly",
            "setSavepoint",
            "setTransactionIsolation");

    private final Connection connection;
    private final Runnable onClose;
    private volatile boolean closed;

    private AutoCommitConnection(Connection connection, Runnable onClose) {
        this.connection = connection;
        this.onClose = onClose;
    }

    /**
     * Wraps a connection.
     *
     * @param onClose called once, by the first close
     */
    static Connection over(Connection connection, Runnable onClose) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new AutoCommitConnection(connection, onClose));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("close")) {
            close();
            return null;
        }
        if (name.equals("isClosed")) {
            return closed;
        }
        if (closed) {
            throw new SQLException("the connection is closed");
        }
        if (REFUSED.contains(name) || (name.equals("setAutoCommit") && isFalse(arguments))) {
            throw new SQLException(
                    name + " is refused: on SQLite, each statement of a connection of Database.dataSource()"
                            + " commits by itself; use Database.inTransaction for transactions");
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }

    private static boolean isFalse(Object @Nullable [] arguments) {
        return arguments != null && Boolean.FALSE.equals(arguments[0]);
    }
}
