package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections that a test has opened and not yet closed, and where it opened them. Thread-safe. */
final class OpenConnections {

    private final Map<Watched, Origin> open = new ConcurrentHashMap<>();

    void opened(Watched connection) {
        open.put(connection, new Origin(CodePlace.ofCaller(), new Throwable("The connection was opened here")));
    }

    void closed(Watched connection) {
        open.remove(connection);
    }

    /**
     * Closes what is still open.
     *
     * @return what was left open, naming the places; null if nothing was
     */
    @Nullable
    AssertionError closeAll() {
        AssertionError report = null;
        for (Iterator<Map.Entry<Watched, Origin>> leaks = open.entrySet().iterator(); leaks.hasNext(); ) {
            Map.Entry<Watched, Origin> leak = leaks.next();
            leaks.remove();
            String transaction = placeOfTransaction(leak.getKey());
            if (closeLeaked(leak.getKey())) {
                AssertionError error = error(leak.getValue(), transaction);
                if (report == null) {
                    report = error;
                } else {
                    report.addSuppressed(error);
                }
            }
        }
        return report;
    }

    private static AssertionError error(Origin origin, @Nullable String transaction) {
        return new AssertionError(
                transaction == null
                        ? "A database connection was not closed; it was opened at " + origin.place()
                        : "A transaction was left open, and its database connection was not closed; begun at "
                                + transaction + ", on the connection opened at " + origin.place(),
                origin.trace());
    }

    private static @Nullable String placeOfTransaction(Watched connection) {
        try {
            return connection.isClosed() ? null : connection.placeOfTransaction();
        } catch (SQLException e) {
            return null;
        }
    }

    /** Whether the connection was still open: somebody may have closed the driver's own, behind our back. */
    private static boolean closeLeaked(Connection connection) {
        try {
            boolean leaked = !connection.isClosed();
            connection.close();
            return leaked;
        } catch (SQLException e) {
            return true;
        }
    }

    /** A connection that knows about its transaction. */
    interface Watched extends Connection {

        /** The place where its open transaction was begun, as near as is known; null if it has none. */
        @Nullable
        String placeOfTransaction() throws SQLException;
    }

    private record Origin(String place, Throwable trace) {}
}
