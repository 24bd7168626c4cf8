package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables that a changeset rebuilds on SQLite: a table is dropped after its rows were copied into another. Before the
 * drop, while both are there, each row of the old one is looked up in the new one and compared.
 */
final class SqliteRebuilds {
    private final Connection connection;
    private final Map<String, Long> countersBefore;
    private final List<RowCopy> copies = new ArrayList<>();

    /** The name that a table had at the beginning, by its present one. */
    private final Map<String, String> origins = new HashMap<>();

    private final Set<String> droppedWithRows = new HashSet<>();

    SqliteRebuilds(Connection connection, boolean isSqlite) throws SQLException {
        this.connection = connection;
        this.countersBefore = isSqlite ? counters() : Map.of();
    }

    void before(String sql) throws SQLException {
        RowCopy.read(sql).ifPresent(copies::add);
        SqlReader statement = new SqlReader(SqlLexer.tokens(sql, DatabaseEngine.SQLITE));
        if (statement.accept("drop", "table")) {
            statement.accept("if", "exists");
            drop(lastName(statement));
        } else if (statement.accept("alter", "table")) {
            String table = lastName(statement);
            if (statement.accept("rename", "to")) {
                origins.put(lastName(statement), origin(table));
            }
        }
    }

    private static String lastName(SqlReader statement) {
        String name = statement.name();
        return Mentions.lower(name.substring(name.lastIndexOf('.') + 1));
    }

    private String origin(String table) {
        return origins.getOrDefault(table, table);
    }

    private void drop(String table) throws SQLException {
        if (SqliteObjects.columns(connection, table).isEmpty()) {
            return;
        }
        List<RowCopy> ofTable =
                copies.stream().filter(copy -> copy.from().equals(table)).toList();
        for (RowCopy copy : ofTable) {
            new RowComparison(connection, copy).requireEqual();
        }
        if (ofTable.isEmpty() && number("select exists (select 1 from \"" + table + "\")") == 1) {
            droppedWithRows.add(origin(table));
        }
        copies.removeAll(ofTable);
    }

    /** What is lost, at the end. */
    List<String> lost() throws SQLException {
        List<String> lost = new ArrayList<>();
        for (String table : droppedWithRows) {
            if (!SqliteObjects.columns(connection, table).isEmpty()) {
                lost.add("the rows of table " + table + " (no INSERT … SELECT copied them before the DROP)");
            }
        }
        Map<String, Long> counters = counters();
        for (Map.Entry<String, Long> counter : countersBefore.entrySet()) {
            if (isCounted(counter.getKey()) && counters.getOrDefault(counter.getKey(), 0L) < counter.getValue()) {
                lost.add("the counter of table " + counter.getKey()
                        + " in sqlite_sequence (an id that was given would be given again)");
            }
        }
        return lost;
    }

    private boolean isCounted(String table) throws SQLException {
        return number("select count(*) from sqlite_master where type = 'table' and lower(name) = '"
                        + table.replace("'", "''") + "' and sql like '%autoincrement%'")
                > 0;
    }

    private Map<String, Long> counters() throws SQLException {
        Map<String, Long> counters = new HashMap<>();
        if (number("select count(*) from sqlite_master where name = 'sqlite_sequence'") == 0) {
            return counters;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select name, seq from sqlite_sequence")) {
            while (row.next()) {
                counters.put(Mentions.lower(row.getString(1)), row.getLong(2));
            }
        }
        return counters;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
