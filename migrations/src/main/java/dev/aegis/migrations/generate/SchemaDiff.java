package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.Difference.CheckAdded;
import dev.aegis.migrations.generate.Difference.CheckDropped;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.DefaultChanged;
import dev.aegis.migrations.generate.Difference.ForeignKeyAdded;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.KeyChanged;
import dev.aegis.migrations.generate.Difference.KeyRenamed;
import dev.aegis.migrations.generate.Difference.NotNullAdded;
import dev.aegis.migrations.generate.Difference.NotNullDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.generate.Difference.UniqueAdded;
import dev.aegis.migrations.generate.Difference.UniqueDropped;
import dev.aegis.migrations.sql.SqlForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What turns one schema into another. The order of columns is no difference: no engine could change it. */
final class SchemaDiff {
    private final List<Difference> differences = new ArrayList<>();

    private SchemaDiff() {}

    /** In the order of the tables: new ones as they can be created, dropped ones as they can be dropped. */
    static List<Difference> between(SchemaDefinition before, SchemaDefinition after) {
        SchemaDiff diff = new SchemaDiff();
        for (TableDefinition table : after.tables()) {
            before.table(table.name())
                    .ifPresentOrElse(old -> diff.compare(old, table), () -> diff.add(new TableAdded(table)));
        }
        for (TableDefinition table : DropOrder.of(before.tables())) {
            if (after.table(table.name()).isEmpty()) {
                diff.add(new TableDropped(table));
            }
        }
        return List.copyOf(diff.differences);
    }

    private void add(Difference difference) {
        differences.add(difference);
    }

    private void compare(TableDefinition before, TableDefinition after) {
        if (!before.primaryKey().equals(after.primaryKey())
                || !names(before, ColumnDefinition::generated).equals(names(after, ColumnDefinition::generated))) {
            add(new KeyChanged(before, after));
        } else if (!before.primaryKey().isEmpty() && !before.primaryKeyName().equals(after.primaryKeyName())) {
            add(new KeyRenamed(after.name(), before.primaryKeyName(), after.primaryKeyName()));
        }
        String table = after.name();
        compareColumns(before, after);
        compare(
                before.uniques(),
                after.uniques(),
                UniqueConstraint::name,
                UniqueConstraint::equals,
                u -> add(new UniqueAdded(table, u)),
                u -> add(new UniqueDropped(table, u)));
        compare(
                before.foreignKeys(),
                after.foreignKeys(),
                ForeignKeyConstraint::name,
                ForeignKeyConstraint::equals,
                k -> add(new ForeignKeyAdded(table, k)),
                k -> add(new ForeignKeyDropped(table, k)));
        compare(
                before.checks(),
                after.checks(),
                CheckConstraint::name,
                (b, a) -> SqlForm.isSame(b.expression(), a.expression()),
                c -> add(new CheckAdded(table, c)),
                c -> add(new CheckDropped(table, c)));
        compare(
                before.indexes(),
                after.indexes(),
                IndexDefinition::name,
                SchemaDiff::isSame,
                i -> add(new IndexAdded(table, i)),
                i -> add(new IndexDropped(table, i)));
    }

    private void compareColumns(TableDefinition before, TableDefinition after) {
        for (ColumnDefinition old : before.columns()) {
            if (after.column(old.name()).isEmpty()) {
                add(new ColumnDropped(after.name(), old));
            }
        }
        for (ColumnDefinition column : after.columns()) {
            before.column(column.name())
                    .ifPresentOrElse(
                            old -> compare(after.name(), old, column),
                            () -> add(new ColumnAdded(after.name(), column)));
        }
    }

    private static <T> void compare(
            List<T> before,
            List<T> after,
            Function<T, String> name,
            BiPredicate<T, T> same,
            Consumer<T> added,
            Consumer<T> dropped) {
        for (T old : before) {
            boolean kept =
                    after.stream().anyMatch(part -> name.apply(part).equals(name.apply(old)) && same.test(old, part));
            if (!kept) {
                dropped.accept(old);
            }
        }
        for (T part : after) {
            boolean kept =
                    before.stream().anyMatch(old -> name.apply(old).equals(name.apply(part)) && same.test(old, part));
            if (!kept) {
                added.accept(part);
            }
        }
    }

    private void compare(String table, ColumnDefinition before, ColumnDefinition after) {
        if (!before.type().equals(after.type())) {
            add(new TypeChanged(table, before, after));
        }
        if (!DefaultValueReader.same(before.defaultValue(), after.defaultValue(), after.type())) {
            add(new DefaultChanged(table, before, after));
        }
        if (before.nullable() && !after.nullable()) {
            add(new NotNullAdded(table, after));
        } else if (!before.nullable() && after.nullable()) {
            add(new NotNullDropped(table, after));
        }
    }

    static boolean isSame(IndexDefinition before, IndexDefinition after) {
        return before.columns().equals(after.columns())
                && before.unique() == after.unique()
                && SqlForm.isSame(
                        Objects.requireNonNullElse(before.where(), ""), Objects.requireNonNullElse(after.where(), ""));
    }

    private static List<String> names(TableDefinition table, Predicate<ColumnDefinition> which) {
        return table.columns().stream()
                .filter(which)
                .map(ColumnDefinition::name)
                .toList();
    }
}
