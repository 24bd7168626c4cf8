package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a scratch database at one moment: the values by table and column as the driver gives them. */
final class TriedRows {
    private static final Set<Kind> NUMBERS =
            EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DOUBLE, Kind.DECIMAL);

    private final Map<String, List<Map<String, @Nullable Object>>> tables = new HashMap<>();

    private TriedRows() {}

    static TriedRows read(Connection connection, DatabaseEngine engine, SchemaDefinition schema) throws SQLException {
        TriedRows rows = new TriedRows();
        try (Statement statement = connection.createStatement()) {
            for (TableDefinition table : schema.tables()) {
                rows.tables.put(table.name(), read(statement, engine, table));
            }
        }
        return rows;
    }

    private static List<Map<String, @Nullable Object>> read(
            Statement statement, DatabaseEngine engine, TableDefinition table) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select * from " + table.name())) {
            while (result.next()) {
                Map<String, @Nullable Object> row = new HashMap<>();
                for (ColumnDefinition column : table.columns()) {
                    boolean asIs =
                            engine == DatabaseEngine.SQLITE || column.type().kind() == Kind.BYTES;
                    row.put(column.name(), asIs ? result.getObject(column.name()) : result.getString(column.name()));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The same under the names that tables and columns have later. */
    TriedRows renamed(FormerNames formerNames) {
        TriedRows renamed = new TriedRows();
        tables.forEach((table, rows) -> {
            List<Map<String, @Nullable Object>> renamedRows = new ArrayList<>();
            for (Map<String, @Nullable Object> row : rows) {
                Map<String, @Nullable Object> renamedRow = new HashMap<>();
                row.forEach((column, value) -> renamedRow.put(formerNames.laterColumn(table, column), value));
                renamedRows.add(renamedRow);
            }
            renamed.tables.put(formerNames.laterTable(table), renamedRows);
        });
        return renamed;
    }

    /**
     * What is not in the rows that came of these, in one line: of the tables and columns that both schemas have. A column
     * that takes null before or after, and not both, is compared where it was not null.
     */
    Optional<String> lostIn(TriedRows later, SchemaDefinition schema, SchemaDefinition laterSchema) {
        for (TableDefinition table : schema.tables()) {
            Optional<TableDefinition> next = laterSchema.table(table.name());
            if (next.isPresent()) {
                Optional<String> lost = lost(table, next.get(), rows(table), later.rows(table));
                if (lost.isPresent()) {
                    return lost;
                }
            }
        }
        return Optional.empty();
    }

    private List<Map<String, @Nullable Object>> rows(TableDefinition table) {
        return tables.getOrDefault(table.name(), List.of());
    }

    private static Optional<String> lost(
            TableDefinition table,
            TableDefinition next,
            List<Map<String, @Nullable Object>> rows,
            List<Map<String, @Nullable Object>> later) {
        if (rows.size() != later.size()) {
            return Optional.of("%s has %d rows of %d".formatted(table.name(), later.size(), rows.size()));
        }
        List<ColumnDefinition> same = next.columns().stream()
                .filter(column -> table.column(column.name())
                        .filter(old -> old.nullable() == column.nullable())
                        .isPresent())
                .toList();
        List<String> values = rows.stream().map(row -> text(row, same, table)).toList();
        List<String> found = new ArrayList<>(
                later.stream().map(row -> text(row, same, table)).toList());
        return values.stream()
                .filter(value -> !found.remove(value))
                .findFirst()
                .map(value -> "%s had a row with %s, and has it no more".formatted(table.name(), value))
                .or(() -> next.columns().stream()
                        .filter(column -> !same.contains(column))
                        .flatMap(column -> lostValue(table, column, rows, later).stream())
                        .findFirst());
    }

    private static Optional<String> lostValue(
            TableDefinition table,
            ColumnDefinition column,
            List<Map<String, @Nullable Object>> rows,
            List<Map<String, @Nullable Object>> later) {
        if (table.column(column.name()).isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>(
                later.stream().map(row -> text(row, List.of(column), table)).toList());
        return rows.stream()
                .filter(row -> row.get(column.name()) != null)
                .map(row -> text(row, List.of(column), table))
                .filter(value -> !found.remove(value))
                .findFirst()
                .map(value -> "%s had %s, and has it no more".formatted(table.name(), value));
    }

    private static String text(
            Map<String, @Nullable Object> row, List<ColumnDefinition> columns, TableDefinition table) {
        List<String> values = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            Kind kind = table.column(column.name()).orElseThrow().type().kind();
            boolean isNumber =
                    NUMBERS.contains(kind) || NUMBERS.contains(column.type().kind());
            values.add(column.name() + " = " + text(row.get(column.name()), isNumber));
        }
        return String.join(", ", values);
    }

    /** Equal for values that mean the same. */
    private static String text(@Nullable Object value, boolean isNumber) {
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        String text = String.valueOf(value);
        if (isNumber && value != null) {
            try {
                return new BigDecimal(text).stripTrailingZeros().toPlainString();
            } catch (NumberFormatException e) {
                return text;
            }
        }
        return text;
    }
}
