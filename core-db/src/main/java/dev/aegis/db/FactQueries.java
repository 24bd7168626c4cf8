package dev.aegis.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The small queries that facts are gathered with, on a plain connection. */
final class FactQueries {
    private static final int ROWS_COUNTED = 100_000;
    private static final int TIMEOUT_SECONDS = 5;

    private final Connection connection;

    FactQueries(Connection connection) {
        this.connection = connection;
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

    /** Counts the rows of a table, but never more than a bounded number of them. */
    DatabaseHealth.Table table(String name) throws SQLException {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        long rows = number(
                "select count(*) from (select 1 from " + quoted + " limit " + (ROWS_COUNTED + 1) + ") as counted");
        return new DatabaseHealth.Table(name, Math.min(rows, ROWS_COUNTED), rows <= ROWS_COUNTED);
    }
}
