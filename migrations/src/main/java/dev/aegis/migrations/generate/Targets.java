package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a migration goes: first to a schema that has everything the models want and still all data, then to the models'
 * own.
 */
final class Targets {
    private Targets() {}

    /**
     * What is wanted, and all tables and columns that there are, with what hangs on them, unless it would be in the way: an
     * index whose name is wanted elsewhere, a reference to a key that changes.
     */
    static SchemaDefinition keepingData(SchemaDefinition before, SchemaDefinition wanted) {
        Set<String> names = new HashSet<>();
        wanted.tables().forEach(table -> names.addAll(RelationNames.of(table)));
        List<TableDefinition> tables = new ArrayList<>();
        for (TableDefinition table : wanted.tables()) {
            tables.add(before.table(table.name())
                    .map(old -> merged(old, table, names))
                    .orElse(table));
        }
        before.tables().stream()
                .filter(table -> wanted.table(table.name()).isEmpty())
                .map(table -> withoutNames(table, names))
                .forEach(tables::add);
        SchemaDefinition kept = new SchemaDefinition(tables);
        return new SchemaDefinition(
                tables.stream().map(table -> withoutLooseEnds(table, kept)).toList(), wanted.hints());
    }

    /** What is wanted, with columns that exist before new ones: no engine could put them elsewhere. */
    static SchemaDefinition inOrderOf(SchemaDefinition before, SchemaDefinition wanted) {
        return new SchemaDefinition(
                wanted.tables().stream()
                        .map(table -> before.table(table.name())
                                .map(old -> TableParts.withColumns(table, columns(old, table, List.of())))
                                .orElse(table))
                        .toList(),
                wanted.hints());
    }

    private static TableDefinition merged(TableDefinition old, TableDefinition wanted, Set<String> names) {
        List<String> dropped = old.columns().stream()
                .map(ColumnDefinition::name)
                .filter(name -> wanted.column(name).isEmpty())
                .toList();
        return merged(old, wanted, dropped, names);
    }

    /** What is wanted, and these columns of the old table with what hangs on them. */
    static TableDefinition merged(TableDefinition old, TableDefinition wanted, List<String> kept) {
        return merged(old, wanted, kept, RelationNames.of(wanted));
    }

    private static TableDefinition merged(
            TableDefinition old, TableDefinition wanted, List<String> dropped, Set<String> names) {
        Set<String> taken = new HashSet<>(names);
        wanted.foreignKeys().forEach(key -> taken.add(key.name()));
        wanted.checks().forEach(check -> taken.add(check.name()));
        return new TableDefinition(
                wanted.name(),
                columns(old, wanted, dropped),
                wanted.primaryKey(),
                wanted.primaryKeyName(),
                merged(old.uniques(), wanted.uniques(), dropped, Involved::in, u -> u.name(), taken),
                merged(old.foreignKeys(), wanted.foreignKeys(), dropped, Involved::in, k -> k.name(), taken),
                merged(old.checks(), wanted.checks(), dropped, Involved::in, c -> c.name(), taken),
                merged(old.indexes(), wanted.indexes(), dropped, Involved::in, i -> i.name(), taken));
    }

    private static List<ColumnDefinition> columns(
            TableDefinition old, TableDefinition wanted, Collection<String> kept) {
        Stream<ColumnDefinition> existing = old.columns().stream()
                .filter(column -> kept.contains(column.name())
                        || wanted.column(column.name()).isPresent())
                // SQLite gives the values of primary keys alone.
                .map(column -> wanted.column(column.name()).orElse(Columns.generated(column, false)));
        Stream<ColumnDefinition> added = wanted.columns().stream()
                .filter(column -> old.column(column.name()).isEmpty());
        return Stream.concat(existing, added).toList();
    }

    private static <T> List<T> merged(
            List<T> old,
            List<T> wanted,
            List<String> dropped,
            BiPredicate<T, String> involves,
            Function<T, String> name,
            Set<String> taken) {
        Stream<T> kept = old.stream()
                .filter(part -> dropped.stream().anyMatch(column -> involves.test(part, column)))
                .filter(part -> !taken.contains(name.apply(part)));
        return Stream.concat(wanted.stream(), kept)
                .sorted(Comparator.comparing(name))
                .toList();
    }

    private static TableDefinition withoutNames(TableDefinition table, Set<String> names) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.primaryKeyName(),
                table.uniques().stream()
                        .filter(unique -> !names.contains(unique.name()))
                        .toList(),
                table.foreignKeys(),
                table.checks(),
                table.indexes().stream()
                        .filter(index -> !names.contains(index.name()))
                        .toList());
    }

    private static TableDefinition withoutLooseEnds(TableDefinition table, SchemaDefinition kept) {
        return TableParts.withForeignKeys(
                table,
                table.foreignKeys().stream()
                        .filter(key -> hasKey(table, key, kept))
                        .toList());
    }

    private static boolean hasKey(TableDefinition table, ForeignKeyConstraint key, SchemaDefinition kept) {
        return kept.table(key.referencedTable())
                .filter(other -> other.primaryKey().equals(key.referencedColumns()) || isUnique(other, key))
                .filter(other -> areComparable(table, key, other))
                .isPresent();
    }

    private static boolean isUnique(TableDefinition other, ForeignKeyConstraint key) {
        return other.uniques().stream().anyMatch(unique -> unique.columns().equals(key.referencedColumns()));
    }

    private static boolean areComparable(TableDefinition table, ForeignKeyConstraint key, TableDefinition other) {
        for (int i = 0; i < key.columns().size(); i++) {
            ColumnDefinition own = table.column(key.columns().get(i)).orElseThrow();
            ColumnDefinition referenced =
                    other.column(key.referencedColumns().get(i)).orElse(own);
            if (!ForeignKeyDetours.areComparable(own.type(), referenced.type())) {
                return false;
            }
        }
        return true;
    }
}
