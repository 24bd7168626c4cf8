package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of Liquibase that do the same on both engines, and what they cannot do. */
final class NeutralChanges {
    private NeutralChanges() {}

    /** Whether {@code createTable} makes this table, and on both engines. */
    static boolean canCreate(TableDefinition table) {
        List<String> keyInOrder = table.columns().stream()
                .map(ColumnDefinition::name)
                .filter(table.primaryKey()::contains)
                .toList();
        // checkConstraint is silently ignored; ON DELETE has no other form inline.
        return table.checks().isEmpty()
                && keyInOrder.equals(table.primaryKey())
                && table.columns().stream().allMatch(NeutralChanges::canHold)
                && table.uniques().stream().allMatch(unique -> unique.columns().size() == 1)
                && table.foreignKeys().stream()
                        .allMatch(key -> key.columns().size() == 1 && key.onDelete() != OnDelete.SET_NULL);
    }

    /** Whether a neutral column can have its default. */
    static boolean canHold(ColumnDefinition column) {
        return column.type().kind() != Kind.STRINGS || column.defaultValue() == null;
    }

    /** Whether {@code addColumn} adds it to a table with rows. */
    static boolean canAdd(ColumnDefinition column) {
        return canHold(column) && !column.generated() && (column.nullable() || column.defaultValue() != null);
    }

    static List<ChangeTree> createTableAndIndexes(TableDefinition table) {
        List<ChangeTree> changes = new ArrayList<>();
        changes.add(createTable(table));
        table.indexes().forEach(index -> changes.add(createIndex(table.name(), index)));
        return changes;
    }

    static ChangeTree createTable(TableDefinition table) {
        List<Object> columns = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            columns.add(Map.of("column", column(column, constraints(table, column))));
        }
        return change("createTable", "tableName", table.name(), "columns", columns);
    }

    static ChangeTree dropTable(String table) {
        return change("dropTable", "tableName", table);
    }

    static ChangeTree addColumn(String table, ColumnDefinition column) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        if (!column.nullable()) {
            constraints.put("nullable", false);
        }
        return change(
                "addColumn", "tableName", table, "columns", List.of(Map.of("column", column(column, constraints))));
    }

    static ChangeTree dropColumn(String table, String column) {
        return change("dropColumn", "tableName", table, "columnName", column);
    }

    static ChangeTree createIndex(String table, IndexDefinition index) {
        if (index.where() != null) {
            return ChangeTree.sql(SchemaDdl.createIndex(table, index));
        }
        List<Object> columns = new ArrayList<>();
        index.columns().forEach(column -> columns.add(Map.of("column", Map.of("name", column))));
        Map<String, Object> attributes = attributes("tableName", table, "indexName", index.name());
        if (index.unique()) {
            attributes.put("unique", true);
        }
        attributes.put("columns", columns);
        return new ChangeTree("createIndex", attributes);
    }

    private static Map<String, Object> column(ColumnDefinition column, Map<String, Object> constraints) {
        Map<String, Object> attributes = attributes("name", column.name(), "type", TypeProperties.name(column));
        if (column.generated()) {
            attributes.put("autoIncrement", true);
        }
        if (column.defaultValue() != null) {
            putDefault(attributes, column.type(), column.defaultValue());
        }
        if (!constraints.isEmpty()) {
            attributes.put("constraints", constraints);
        }
        return attributes;
    }

    /** A text goes as SQL: Liquibase would read it once more, and take quotation marks, NULL and dates for its own. */
    private static void putDefault(Map<String, Object> attributes, ColumnType type, String value) {
        switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> attributes.put("defaultValueNumeric", new BigDecimal(value));
            case BOOLEAN -> attributes.put("defaultValueBoolean", Boolean.valueOf(value));
            default ->
                attributes.put(
                        "defaultValueComputed", Parameters.kept(SchemaDdl.literal(type, value, DatabaseEngine.SQLITE)));
        }
    }

    private static Map<String, Object> constraints(TableDefinition table, ColumnDefinition column) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        boolean isKey = table.primaryKey().contains(column.name());
        if (isKey) {
            constraints.put("primaryKey", true);
        }
        if (!column.nullable()) {
            constraints.put("nullable", false);
        }
        if (isKey) {
            constraints.put("primaryKeyName", primaryKeyName(table));
        }
        Optional<UniqueConstraint> unique = table.uniques().stream()
                .filter(u -> u.columns().equals(List.of(column.name())))
                .findFirst();
        unique.ifPresent(u -> {
            constraints.put("unique", true);
            constraints.put("uniqueConstraintName", u.name());
        });
        table.foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(column.name())))
                .forEach(key -> putReference(constraints, key));
        return constraints;
    }

    private static void putReference(Map<String, Object> constraints, ForeignKeyConstraint key) {
        constraints.put("foreignKeyName", key.name());
        constraints.put("referencedTableName", key.referencedTable());
        constraints.put("referencedColumnNames", key.referencedColumns().get(0));
        if (key.onDelete() == OnDelete.CASCADE) {
            constraints.put("deleteCascade", true);
        }
    }

    private static String primaryKeyName(TableDefinition table) {
        StatementReader constraint = StatementReader.of(SchemaDdl.primaryKey(table));
        constraint.expect("constraint");
        return constraint.name();
    }

    private static ChangeTree change(String name, Object... attributes) {
        return new ChangeTree(name, attributes(attributes));
    }

    private static Map<String, Object> attributes(Object... keysAndValues) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            attributes.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return attributes;
    }
}
