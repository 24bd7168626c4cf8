package dev.aegis.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a {@link GuardedConnection}: SQL that it gets later is checked like that of the connection, and what its
 * execution does to the transaction is looked at. A proxy, because only a few of its many methods matter.
 */
final class WatchedStatement implements InvocationHandler {
    private final Statement statement;
    private final GuardedConnection connection;

    private WatchedStatement(Statement statement, GuardedConnection connection) {
        this.statement = statement;
        this.connection = connection;
    }

    static <S extends Statement> S over(Class<S> type, S statement, GuardedConnection connection) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new WatchedStatement(statement, connection)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return connection;
        }
        boolean executes = name.startsWith("execute");
        if (arguments != null && arguments.length > 0 && (executes || name.equals("addBatch"))) {
            connection.checked((String) arguments[0]);
        }
        return executes ? execute(method, arguments) : call(method, arguments);
    }

    private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
        connection.requireUsable();
        try {
            Object result = call(method, arguments);
            connection.executed(null);
            return result;
        } catch (SQLException e) {
            // The driver forgets a batch when it has tried it.
            if (!method.getName().endsWith("Batch") && connection.canRunAgain(e)) {
                return execute(method, arguments);
            }
            connection.executed(e);
            throw e;
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
