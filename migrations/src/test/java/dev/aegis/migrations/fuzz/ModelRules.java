package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which schemas annotated records can ask for. */
final class ModelRules {
    private static final Set<Kind> GENERATED = Set.of(Kind.INTEGER, Kind.BIGINT);

    private ModelRules() {}

    /** The schema in the order of its tables; empty if no records could ask for it. */
    static Optional<SchemaDefinition> schema(List<ModelTable> tables) {
        List<TableDefinition> definitions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ModelTable table : tables) {
            definitions.add(table.definition());
            if (!names.add(table.name)) {
                return Optional.empty();
            }
        }
        SchemaDefinition schema = GeneratorAccess.ordered(definitions);
        return isPossible(schema) ? Optional.of(schema) : Optional.empty();
    }

    /** Those that models can declare: of what is there, and each name that is gone once. */
    static Map<String, String> formerNames(SchemaDefinition schema, Map<String, String> formerNames) {
        Map<String, String> possible = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (TableDefinition table : schema.tables()) {
            String former = formerNames.get(table.name());
            if (former != null && schema.table(former).isEmpty() && taken.add(former)) {
                possible.put(table.name(), former);
            }
            for (ColumnDefinition column : table.columns()) {
                String key = table.name() + "." + column.name();
                String name = formerNames.get(key);
                if (name != null && table.column(name).isEmpty() && taken.add(table.name() + "." + name)) {
                    possible.put(key, name);
                }
            }
        }
        return possible;
    }

    /** Those of columns that can have one. */
    static Map<String, String> backfills(SchemaDefinition schema, Map<String, String> backfills) {
        Map<String, String> possible = new LinkedHashMap<>();
        for (TableDefinition table : schema.tables()) {
            for (ColumnDefinition column : table.columns()) {
                String backfill = backfills.get(table.name() + "." + column.name());
                if (backfill != null && canHaveBackfill(column)) {
                    possible.put(table.name() + "." + column.name(), backfill);
                }
            }
        }
        return possible;
    }

    static boolean canHaveBackfill(ColumnDefinition column) {
        return !column.nullable() && !column.generated() && column.type().kind() != Kind.STRINGS;
    }

    static boolean isPossible(SchemaDefinition schema) {
        Set<String> taken = new HashSet<>();
        Set<String> before = new HashSet<>();
        schema.tables().forEach(table -> taken.add(table.name()));
        for (TableDefinition table : schema.tables()) {
            before.add(table.name());
            if (!hasKey(table) || !hasFreeNames(table, taken) || !hasPossibleColumns(table)) {
                return false;
            }
            for (ForeignKeyConstraint reference : table.foreignKeys()) {
                if (!before.contains(reference.referencedTable()) || !isPossible(reference, table, schema)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasKey(TableDefinition table) {
        boolean found = !table.primaryKey().isEmpty();
        for (String name : table.primaryKey()) {
            Optional<ColumnDefinition> column = table.column(name);
            boolean isPossible = column.isPresent()
                    && !column.get().nullable()
                    && column.get().type().kind() != Kind.BYTES
                    && (!column.get().generated() || table.primaryKey().size() == 1);
            found &= isPossible;
        }
        return found
                && new HashSet<>(table.primaryKey()).size()
                        == table.primaryKey().size();
    }

    private static boolean hasFreeNames(TableDefinition table, Set<String> taken) {
        boolean free = taken.add(ModelNames.primaryKey(table.name()));
        Set<List<String>> columns = new HashSet<>();
        columns.add(table.primaryKey());
        for (UniqueConstraint unique : table.uniques()) {
            free &= taken.add(unique.name()) && columns.add(unique.columns()) && exist(table, unique.columns());
        }
        for (IndexDefinition index : table.indexes()) {
            free &= taken.add(index.name()) && exist(table, index.columns());
        }
        Set<String> constraints = new HashSet<>(taken);
        for (ForeignKeyConstraint reference : table.foreignKeys()) {
            free &= constraints.add(reference.name());
        }
        for (CheckConstraint check : table.checks()) {
            free &= constraints.add(check.name());
        }
        return free;
    }

    private static boolean exist(TableDefinition table, List<String> columns) {
        return !columns.isEmpty()
                && new HashSet<>(columns).size() == columns.size()
                && columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    private static boolean hasPossibleColumns(TableDefinition table) {
        Set<String> names = new HashSet<>();
        for (ColumnDefinition column : table.columns()) {
            boolean isPossible = names.add(column.name())
                    && (!column.generated()
                            || (table.primaryKey().contains(column.name())
                                    && GENERATED.contains(column.type().kind())));
            if (!isPossible) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPossible(ForeignKeyConstraint reference, TableDefinition table, SchemaDefinition schema) {
        Optional<TableDefinition> referenced = schema.table(reference.referencedTable());
        Optional<ColumnDefinition> column = table.column(reference.columns().get(0));
        return referenced.isPresent()
                && column.isPresent()
                && referenced.get().primaryKey().equals(reference.referencedColumns())
                && referenced.get().primaryKey().size() == 1
                && !column.get().generated()
                && matches(
                        column.get().type(),
                        referenced
                                .get()
                                .column(referenced.get().primaryKey().get(0))
                                .orElseThrow()
                                .type())
                && (reference.onDelete() != OnDelete.SET_NULL || column.get().nullable());
    }

    static boolean matches(ColumnType one, ColumnType other) {
        return one.equals(other) || (isText(one) && isText(other));
    }

    private static boolean isText(ColumnType type) {
        return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
    }
}
