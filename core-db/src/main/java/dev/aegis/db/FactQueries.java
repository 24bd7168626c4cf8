package dev.aegis.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The small queries that facts are gathered with, in one transaction that cannot write. Counting rows may fail without
 * spoiling the rest, and has an end: a diagnosis must not load what it looks at.
 */
final class FactQueries {
    private static final int ROWS_COUNTED = 100_000;
    private static final int TIMEOUT_SECONDS = 5;
    private static final Duration LONGEST_COUNTING = Duration.ofSeconds(2);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    private final Connection connection;
    private final Savepoints savepoints;
    private long countingNanos;

    FactQueries(Connection connection, Savepoints savepoints) {
        this.connection = connection;
        this.savepoints = savepoints;
    }

    /** Runs a query so that its failure undoes it alone. */
    @FunctionalInterface
    interface Savepoints {
        long around(Query query) throws SQLException;
    }

    /** A query for a number. */
    @FunctionalInterface
    interface Query {
        long run() throws SQLException;
    }

    String text(String sql) throws SQLException {
        List<String> texts = texts(sql);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The first column of each row. */
    List<String> texts(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            try (ResultSet result = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (result.next()) {
                    texts.add(String.valueOf(result.getString(1)));
                }
                return texts;
            }
        }
    }

    /**
     * How many rows a table has, unless its estimate says that counting them is too much.
     *
     * @param estimate zero or negative if there is none
     * @param limits what to execute before, so that the counting gives up soon
     */
    DatabaseHealth.Table table(String name, long estimate, Optional<String> limits) {
        if (estimate > ROWS_COUNTED) {
            return new DatabaseHealth.Table(name, estimate, DatabaseHealth.Precision.ABOUT, Optional.empty());
        }
        if (countingNanos > LONGEST_COUNTING.toNanos()) {
            return notCounted(name, estimate, "counting the tables before it took too long");
        }
        long start = System.nanoTime();
        try {
            long rows = savepoints.around(() -> count(name, limits));
            return rows > ROWS_COUNTED
                    ? new DatabaseHealth.Table(name, ROWS_COUNTED, DatabaseHealth.Precision.AT_LEAST, Optional.empty())
                    : new DatabaseHealth.Table(name, rows, DatabaseHealth.Precision.EXACT, Optional.empty());
        } catch (SQLException e) {
            return notCounted(name, estimate, reason(e));
        } catch (DatabaseException e) {
            return notCounted(name, estimate, SqlErrors.line(e));
        } finally {
            countingNanos += System.nanoTime() - start;
        }
    }

    private static DatabaseHealth.Table notCounted(String name, long estimate, String reason) {
        return estimate <= 0
                ? new DatabaseHealth.Table(name, 0, DatabaseHealth.Precision.UNKNOWN, Optional.of(reason))
                : new DatabaseHealth.Table(name, estimate, DatabaseHealth.Precision.ABOUT, Optional.of(reason));
    }

    /** Never counts more than a bounded number of rows. */
    private long count(String table, Optional<String> limits) throws SQLException {
        if (limits.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(limits.get());
            }
        }
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        return number(
                "select count(*) from (select 1 from " + quoted + " limit " + (ROWS_COUNTED + 1) + ") as counted");
    }

    private static String reason(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return switch (state) {
            case LOCK_NOT_AVAILABLE -> "locked by another session";
            case QUERY_CANCELED -> "counting its rows took too long";
            default -> SqlErrors.line(error);
        };
    }
}
