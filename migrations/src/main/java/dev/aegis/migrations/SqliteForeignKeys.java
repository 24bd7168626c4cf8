package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks for rows without their parent: SQLite does not, while a migration rebuilds tables. */
final class SqliteForeignKeys {
    private SqliteForeignKeys() {}

    /** Throws an exception that names the tables if the open transaction, or else the database, has such rows. */
    static void requireIntact(Connection connection) throws SQLException {
        Map<String, Integer> orphans = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma foreign_key_check")) {
            while (result.next()) {
                orphans.merge(
                        result.getString("table") + " without their row in " + result.getString("parent"),
                        1,
                        Integer::sum);
            }
        }
        if (!orphans.isEmpty()) {
            throw new SQLException(orphans.entrySet().stream()
                    .map(entry -> entry.getValue() + " rows in " + entry.getKey())
                    .collect(Collectors.joining(", ")));
        }
    }
}
