package dev.aegis.db.testing;

import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that a test has opened and not yet closed, and where it opened them. Thread-safe. */
final class OpenConnections {

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Map<Connection, Origin> open = new ConcurrentHashMap<>();

    void opened(Connection connection) {
        open.put(connection, new Origin(caller(), new Throwable("The connection was opened here")));
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    /**
     * Closes what is still open.
     *
     * @throws AssertionError if there was any, naming the place that opened it
     */
    void closeAndReport() {
        AssertionError report = null;
        for (Iterator<Map.Entry<Connection, Origin>> leaks = open.entrySet().iterator(); leaks.hasNext(); ) {
            Map.Entry<Connection, Origin> leak = leaks.next();
            leaks.remove();
            if (closeLeaked(leak.getKey())) {
                AssertionError error = new AssertionError(
                        "A database connection was not closed; it was opened at "
                                + leak.getValue().place(),
                        leak.getValue().trace());
                if (report == null) {
                    report = error;
                } else {
                    report.addSuppressed(error);
                }
            }
        }
        if (report != null) {
            throw report;
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

    private static String caller() {
        return WALKER.walk(frames -> frames.filter(frame -> !isFixtureOrJdk(frame))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("an unknown place"));
    }

    /** By where the code comes from: tests may well live in the package of this class. */
    private static boolean isFixtureOrJdk(StackFrame frame) {
        CodeSource source = frame.getDeclaringClass().getProtectionDomain().getCodeSource();
        return source == null
                || Objects.equals(
                        source.getLocation(),
                        OpenConnections.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation());
    }

    private record Origin(String place, Throwable trace) {}
}
