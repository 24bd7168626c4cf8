package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be in the rows of a database that came from another state. */
final class Expected {
    private static final Set<Kind> NUMBERS =
            Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DOUBLE, Kind.DECIMAL);

    private Expected() {}

    /** In what the rows differ that both states have; empty if nothing does. */
    static Optional<String> difference(
            Snapshot before, SchemaDefinition schemaBefore, Snapshot after, SchemaDefinition schemaAfter) {
        for (TableDefinition old : schemaBefore.tables()) {
            Optional<TableDefinition> table = schemaAfter.table(old.name());
            if (table.isPresent()) {
                Optional<String> difference =
                        difference(old, rows(before, old.name()), table.get(), rows(after, old.name()));
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Map<String, @Nullable Object>> rows(Snapshot snapshot, String table) {
        return snapshot.rows().getOrDefault(table, List.of());
    }

    private static Optional<String> difference(
            TableDefinition old,
            List<Map<String, @Nullable Object>> oldRows,
            TableDefinition table,
            List<Map<String, @Nullable Object>> rows) {
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<ColumnDefinition> compared = compared(old, table);
        oldRows.forEach(row -> wanted.add(text(row, compared, old)));
        rows.forEach(row -> found.add(text(row, compared, table)));
        List<String> lost = new ArrayList<>(wanted);
        found.forEach(lost::remove);
        List<String> unknown = new ArrayList<>(found);
        wanted.forEach(unknown::remove);
        return lost.isEmpty() && unknown.isEmpty()
                ? lostValue(old, oldRows, table, rows)
                : Optional.of("rows of %s: %d became %d; lost %s, new %s"
                        .formatted(table.name(), wanted.size(), found.size(), lost, unknown));
    }

    /** Where null became something else, or the other way round, the values that were there are there. */
    private static Optional<String> lostValue(
            TableDefinition old,
            List<Map<String, @Nullable Object>> oldRows,
            TableDefinition table,
            List<Map<String, @Nullable Object>> rows) {
        List<ColumnDefinition> compared = compared(old, table);
        for (ColumnDefinition column : table.columns()) {
            if (!compared.contains(column) && old.column(column.name()).isPresent()) {
                List<String> lost = new ArrayList<>();
                oldRows.stream()
                        .filter(row -> row.get(column.name()) != null)
                        .forEach(row -> lost.add(text(row, List.of(column), old)));
                rows.forEach(row -> lost.remove(text(row, List.of(column), table)));
                if (!lost.isEmpty()) {
                    return Optional.of("values of %s: lost %s".formatted(table.name(), lost));
                }
            }
        }
        return Optional.empty();
    }

    /** The columns of both, but for those in which null became something else, or the other way round. */
    private static List<ColumnDefinition> compared(TableDefinition old, TableDefinition table) {
        return table.columns().stream()
                .filter(column -> old.column(column.name())
                        .filter(before -> before.nullable() == column.nullable())
                        .isPresent())
                .toList();
    }

    private static String text(
            Map<String, @Nullable Object> row, List<ColumnDefinition> columns, TableDefinition table) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ColumnDefinition column : columns) {
            Kind kind = table.column(column.name()).orElseThrow().type().kind();
            values.put(
                    column.name(),
                    text(row.get(column.name()), kind, column.type().kind()));
        }
        return values.toString();
    }

    /** Equal for values that mean the same. */
    private static String text(@Nullable Object value, Kind kind, Kind compared) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        String text = String.valueOf(value);
        boolean isOfItsKind = switch (kind) {
            case SMALLINT, INTEGER, BIGINT -> value instanceof Integer || value instanceof Long;
            case DOUBLE -> value instanceof Double;
            case BOOLEAN -> value instanceof Integer;
            default -> value instanceof String;
        };
        String type =
                isOfItsKind || value instanceof String ? "" : value.getClass().getSimpleName() + " ";
        if (NUMBERS.contains(kind) || NUMBERS.contains(compared)) {
            return type + number(text);
        }
        if (kind == Kind.BOOLEAN) {
            return type + (text.equals("1") || text.equals("t"));
        }
        return type + text;
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
