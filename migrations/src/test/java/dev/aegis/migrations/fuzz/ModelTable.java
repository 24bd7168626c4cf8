package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A table that is being changed. */
final class ModelTable {
    String name;
    final List<ColumnDefinition> columns;
    final List<String> key;
    final List<UniqueConstraint> uniques;
    final List<ForeignKeyConstraint> references;
    final List<CheckConstraint> checks;
    final List<IndexDefinition> indexes;

    ModelTable(TableDefinition table) {
        name = table.name();
        columns = new ArrayList<>(table.columns());
        key = new ArrayList<>(table.primaryKey());
        uniques = new ArrayList<>(table.uniques());
        references = new ArrayList<>(table.foreignKeys());
        checks = new ArrayList<>(table.checks());
        indexes = new ArrayList<>(table.indexes());
    }

    ModelTable(String name) {
        this(new TableDefinition(name, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    TableDefinition definition() {
        return new TableDefinition(
                name,
                columns,
                key,
                uniques.stream()
                        .sorted(Comparator.comparing(UniqueConstraint::name))
                        .toList(),
                references.stream()
                        .sorted(Comparator.comparing(ForeignKeyConstraint::name))
                        .toList(),
                checks.stream()
                        .sorted(Comparator.comparing(CheckConstraint::name))
                        .toList(),
                indexes.stream()
                        .sorted(Comparator.comparing(IndexDefinition::name))
                        .toList());
    }

    Optional<ColumnDefinition> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    void replace(ColumnDefinition column) {
        columns.replaceAll(old -> old.name().equals(column.name()) ? column : old);
    }

    /** With all that cannot be without it; it is no part of the key. */
    void dropColumn(String column) {
        columns.removeIf(c -> c.name().equals(column));
        dropPartsOf(column);
    }

    void dropPartsOf(String column) {
        uniques.removeIf(unique -> unique.columns().contains(column));
        references.removeIf(reference -> reference.columns().contains(column));
        dropConditionsOf(column);
        indexes.removeIf(index -> index.columns().contains(column));
    }

    void dropConditionsOf(String column) {
        checks.removeIf(check -> GeneratorAccess.mentions(check.expression(), column));
        indexes.removeIf(index -> index.where() != null && GeneratorAccess.mentions(index.where(), column));
    }

    /** Names that were made of it are made again. */
    void renameColumn(String from, String to) {
        columns.replaceAll(c -> c.name().equals(from)
                ? new ColumnDefinition(to, c.type(), c.nullable(), c.generated(), c.defaultValue())
                : c);
        key.replaceAll(column -> column.equals(from) ? to : column);
        uniques.replaceAll(u -> {
            List<String> renamed = renamed(u.columns(), from, to);
            boolean isDefault = u.name().equals(ModelNames.unique(name, u.columns()));
            return new UniqueConstraint(isDefault ? ModelNames.unique(name, renamed) : u.name(), renamed);
        });
        references.replaceAll(r -> {
            List<String> renamed = renamed(r.columns(), from, to);
            boolean isDefault =
                    r.name().equals(ModelNames.foreignKey(name, r.columns().get(0)));
            return new ForeignKeyConstraint(
                    isDefault ? ModelNames.foreignKey(name, renamed.get(0)) : r.name(),
                    renamed,
                    r.referencedTable(),
                    r.referencedTable().equals(name) ? renamed(r.referencedColumns(), from, to) : r.referencedColumns(),
                    r.onDelete());
        });
        checks.replaceAll(c -> new CheckConstraint(
                c.name().equals(ModelNames.check(name + "_" + from, 0))
                        ? ModelNames.check(name + "_" + to, 0)
                        : c.name(),
                GeneratorAccess.rename(c.expression(), from, to)));
        indexes.replaceAll(i -> {
            List<String> renamed = renamed(i.columns(), from, to);
            boolean isDefault = i.name().equals(ModelNames.index(name, i.columns()));
            return new IndexDefinition(
                    isDefault ? ModelNames.index(name, renamed) : i.name(),
                    renamed,
                    i.unique(),
                    i.where() == null ? null : GeneratorAccess.rename(i.where(), from, to));
        });
    }

    private static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(name -> name.equals(from) ? to : name).toList();
    }

    /** Names that were made of it are made again; references of other tables are their business. */
    void rename(String to) {
        String from = name;
        uniques.replaceAll(u -> u.name().equals(ModelNames.unique(from, u.columns()))
                ? new UniqueConstraint(ModelNames.unique(to, u.columns()), u.columns())
                : u);
        references.replaceAll(r -> {
            String column = r.columns().get(0);
            boolean isDefault = r.name().equals(ModelNames.foreignKey(from, column));
            return new ForeignKeyConstraint(
                    isDefault ? ModelNames.foreignKey(to, column) : r.name(),
                    r.columns(),
                    r.referencedTable().equals(from) ? to : r.referencedTable(),
                    r.referencedColumns(),
                    r.onDelete());
        });
        checks.replaceAll(c -> {
            for (ColumnDefinition column : columns) {
                if (c.name().equals(ModelNames.check(from + "_" + column.name(), 0))) {
                    return new CheckConstraint(ModelNames.check(to + "_" + column.name(), 0), c.expression());
                }
            }
            return c;
        });
        indexes.replaceAll(i -> i.name().equals(ModelNames.index(from, i.columns()))
                ? new IndexDefinition(ModelNames.index(to, i.columns()), i.columns(), i.unique(), i.where())
                : i);
        name = to;
    }
}
