package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rows for the tables of a scratch database, that a migration could lose. They are tried until they meet the conditions of
 * their table: a condition that none of the values meets leaves its table empty. For one thread and one connection, which
 * commits each statement.
 */
final class SampleRows {
    private static final int ATTEMPTS = 12;
    private static final Pattern LISTED = Pattern.compile("'(?:[^']|'')*'|-?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private final Connection connection;
    private final DatabaseEngine engine;
    private final Random random;

    SampleRows(Connection connection, DatabaseEngine engine, Random random) {
        this.connection = connection;
        this.engine = engine;
        this.random = random;
    }

    /**
     * Adds rows.
     *
     * @param rows how many to each table, at most
     * @return the tables that are empty nevertheless
     */
    Set<String> fill(SchemaDefinition schema, int rows) throws SQLException {
        Set<String> empty = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (TableDefinition table : schema.tables()) {
                if (fill(statement, table, rows) == 0 && isEmpty(statement, table)) {
                    empty.add(table.name());
                }
            }
        }
        return empty;
    }

    /** Takes all rows away. */
    void delete(SchemaDefinition schema) throws SQLException {
        List<TableDefinition> tables = new ArrayList<>(schema.tables());
        Collections.reverse(tables);
        try (Statement statement = connection.createStatement()) {
            for (TableDefinition table : tables) {
                statement.execute("delete from " + table.name());
            }
        }
    }

    private int fill(Statement statement, TableDefinition table, int rows) throws SQLException {
        int inserted = 0;
        int attempts = rows * ATTEMPTS;
        for (int attempt = 0; attempt < attempts && inserted < rows; attempt++) {
            Optional<Map<String, String>> row = row(statement, table);
            if (row.isEmpty()) {
                return inserted;
            }
            try {
                statement.execute(insert(table, row.get()));
                inserted++;
            } catch (SQLException e) {
                // The next values may do.
            }
        }
        return inserted;
    }

    private static String insert(TableDefinition table, Map<String, String> row) {
        return row.isEmpty()
                ? "insert into " + table.name() + " default values"
                : "insert into %s (%s) values (%s)"
                        .formatted(table.name(), String.join(", ", row.keySet()), String.join(", ", row.values()));
    }

    private static boolean isEmpty(Statement statement, TableDefinition table) throws SQLException {
        try (ResultSet result = statement.executeQuery("select 1 from " + table.name() + " limit 1")) {
            return !result.next();
        }
    }

    /** The values as SQL; nothing if a row of another table is needed and there is none. */
    private Optional<Map<String, String>> row(Statement statement, TableDefinition table) throws SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        for (ColumnDefinition column : table.columns()) {
            Optional<ForeignKeyConstraint> reference = table.foreignKeys().stream()
                    .filter(key -> key.columns().contains(column.name()))
                    .findFirst();
            if (column.generated() || (column.defaultValue() != null && random.nextInt(4) == 0)) {
                continue;
            }
            if (column.nullable() && random.nextInt(4) == 0) {
                row.put(column.name(), "null");
            } else if (reference.isPresent()) {
                List<String> keys = keys(statement, table, column, reference.get());
                if (keys.isEmpty() && !column.nullable()) {
                    return Optional.empty();
                }
                row.put(column.name(), keys.isEmpty() ? "null" : keys.get(random.nextInt(keys.size())));
            } else {
                row.put(column.name(), value(table, column));
            }
        }
        return Optional.of(row);
    }

    private List<String> keys(
            Statement statement, TableDefinition table, ColumnDefinition column, ForeignKeyConstraint reference)
            throws SQLException {
        List<String> keys = new ArrayList<>();
        String referenced =
                reference.referencedColumns().get(reference.columns().indexOf(column.name()));
        try (ResultSet result =
                statement.executeQuery("select %1$s from %2$s where %1$s is not null order by 1 limit 20"
                        .formatted(referenced, reference.referencedTable()))) {
            while (result.next()) {
                String key = result.getString(1);
                if (column.type().kind() != Kind.BYTES && fits(column, key)) {
                    keys.add(SchemaDdl.literal(column.type(), key, engine));
                }
            }
        }
        boolean toItself = reference.referencedTable().equals(table.name());
        if (keys.isEmpty() && toItself && !column.nullable() && !isGenerated(table, referenced)) {
            keys.add(value(table, column));
        }
        return keys;
    }

    private static boolean fits(ColumnDefinition column, String key) {
        return column.type().kind() != Kind.VARCHAR
                || key.codePointCount(0, key.length()) <= column.type().size();
    }

    private static boolean isGenerated(TableDefinition table, String column) {
        return table.column(column).map(ColumnDefinition::generated).orElse(false);
    }

    private String value(TableDefinition table, ColumnDefinition column) {
        List<String> listed = listed(table, column);
        if (!listed.isEmpty() && random.nextInt(4) != 0) {
            return listed.get(random.nextInt(listed.size()));
        }
        String value = SampleValues.of(column.type(), random);
        if (column.type().kind() == Kind.BYTES) {
            return engine == DatabaseEngine.SQLITE ? "x'" + value + "'" : "'\\x" + value + "'";
        }
        return SchemaDdl.literal(column.type(), value, engine);
    }

    /** The constants of the conditions that speak of a column: what they list is allowed, mostly. */
    private static List<String> listed(TableDefinition table, ColumnDefinition column) {
        return table.checks().stream()
                .filter(check -> Involved.in(check, column.name()))
                .map(CheckConstraint::expression)
                .flatMap(expression -> LISTED.matcher(expression).results())
                .map(MatchResult::group)
                .filter(constant -> isFor(column, constant))
                .distinct()
                .toList();
    }

    private static boolean isFor(ColumnDefinition column, String constant) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> NUMBER.matcher(constant).matches() && constant.length() < 5;
            case VARCHAR, TEXT -> constant.startsWith("'") && constant.length() - 2 <= limit(column);
            default -> false;
        };
    }

    private static int limit(ColumnDefinition column) {
        return column.type().kind() == Kind.VARCHAR ? column.type().size() : Integer.MAX_VALUE;
    }
}
