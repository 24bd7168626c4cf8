package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a migration goes: first to a schema that has everything the models want and still all data, then to the models'
 * own.
 */
final class Targets {
    private Targets() {}

    /** What is wanted, and all tables and columns that there are, with what hangs on them. */
    static SchemaDefinition keepingData(SchemaDefinition before, SchemaDefinition wanted) {
        List<TableDefinition> tables = new ArrayList<>();
        for (TableDefinition table : wanted.tables()) {
            tables.add(before.table(table.name()).map(old -> merged(old, table)).orElse(table));
        }
        before.tables().stream()
                .filter(table -> wanted.table(table.name()).isEmpty())
                .forEach(tables::add);
        return new SchemaDefinition(tables);
    }

    /** What is wanted, with columns that exist before new ones: no engine could put them elsewhere. */
    static SchemaDefinition inOrderOf(SchemaDefinition before, SchemaDefinition wanted) {
        return new SchemaDefinition(wanted.tables().stream()
                .map(table -> before.table(table.name())
                        .map(old -> withColumns(table, columns(old, table, List.of())))
                        .orElse(table))
                .toList());
    }

    private static TableDefinition merged(TableDefinition old, TableDefinition wanted) {
        return merged(old, wanted, dropped(old, wanted));
    }

    private static List<String> dropped(TableDefinition old, TableDefinition wanted) {
        return old.columns().stream()
                .map(ColumnDefinition::name)
                .filter(name -> wanted.column(name).isEmpty())
                .toList();
    }

    /** What is wanted, and these columns of the old table with what hangs on them. */
    static TableDefinition merged(TableDefinition old, TableDefinition wanted, List<String> dropped) {
        return new TableDefinition(
                wanted.name(),
                columns(old, wanted, dropped),
                wanted.primaryKey(),
                wanted.primaryKeyName(),
                merged(old.uniques(), wanted.uniques(), dropped, Involved::in, u -> u.name()),
                merged(old.foreignKeys(), wanted.foreignKeys(), dropped, Involved::in, k -> k.name()),
                merged(old.checks(), wanted.checks(), dropped, Involved::in, c -> c.name()),
                merged(old.indexes(), wanted.indexes(), dropped, Involved::in, i -> i.name()));
    }

    private static List<ColumnDefinition> columns(
            TableDefinition old, TableDefinition wanted, Collection<String> kept) {
        Stream<ColumnDefinition> existing = old.columns().stream()
                .filter(column -> kept.contains(column.name())
                        || wanted.column(column.name()).isPresent())
                .map(column -> wanted.column(column.name()).orElse(column));
        Stream<ColumnDefinition> added = wanted.columns().stream()
                .filter(column -> old.column(column.name()).isEmpty());
        return Stream.concat(existing, added).toList();
    }

    private static <T> List<T> merged(
            List<T> old,
            List<T> wanted,
            List<String> dropped,
            BiPredicate<T, String> involves,
            Function<T, String> name) {
        Stream<T> kept = old.stream()
                .filter(part -> dropped.stream().anyMatch(column -> involves.test(part, column)))
                .filter(part -> wanted.stream().noneMatch(w -> name.apply(w).equals(name.apply(part))));
        return Stream.concat(wanted.stream(), kept)
                .sorted(Comparator.comparing(name))
                .toList();
    }

    static TableDefinition withColumns(TableDefinition table, List<ColumnDefinition> columns) {
        return new TableDefinition(
                table.name(),
                columns,
                table.primaryKey(),
                table.primaryKeyName(),
                table.uniques(),
                table.foreignKeys(),
                table.checks(),
                table.indexes());
    }
}
