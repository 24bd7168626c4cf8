package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A table on the way through the changelog. */
final class TableBuilder {
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final Map<String, UniqueConstraint> uniques = new TreeMap<>();
    private final Map<String, ForeignKeyConstraint> foreignKeys = new TreeMap<>();
    private final Map<String, CheckConstraint> checks = new TreeMap<>();
    private final Map<String, IndexDefinition> indexes = new TreeMap<>();
    private String name;
    private String primaryKeyName;

    TableBuilder(String name) {
        this.name = name;
        this.primaryKeyName = name + "_pkey";
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    TableDefinition build() {
        return new TableDefinition(
                name,
                columns,
                primaryKey,
                List.copyOf(uniques.values()),
                List.copyOf(foreignKeys.values()),
                List.copyOf(checks.values()),
                List.copyOf(indexes.values()));
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    ColumnDefinition column(String column) {
        return columns.stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new UnreadableSql("there is no column " + name + "." + column));
    }

    void addColumn(ColumnDefinition column) {
        if (hasColumn(column.name())) {
            throw new UnreadableSql("there is a column " + name + "." + column.name() + " already");
        }
        columns.add(column);
    }

    void changeColumn(String column, UnaryOperator<ColumnDefinition> change) {
        columns.set(columns.indexOf(column(column)), change.apply(column(column)));
    }

    /** With everything that involves it, as PostgreSQL does. */
    void dropColumn(String column) {
        columns.remove(column(column));
        if (primaryKey.contains(column)) {
            primaryKey.clear();
        }
        TableDefinition before = build();
        before.uniques().stream().filter(u -> Involved.in(u, column)).forEach(u -> uniques.remove(u.name()));
        before.foreignKeys().stream().filter(k -> Involved.in(k, column)).forEach(k -> foreignKeys.remove(k.name()));
        before.checks().stream().filter(c -> Involved.in(c, column)).forEach(c -> checks.remove(c.name()));
        before.indexes().stream().filter(i -> Involved.in(i, column)).forEach(i -> indexes.remove(i.name()));
    }

    void setPrimaryKey(String constraint, List<String> key) {
        primaryKeyName = constraint;
        primaryKey.clear();
        primaryKey.addAll(key);
        key.forEach(column -> changeColumn(column, c -> Columns.nullable(c, false)));
    }

    void add(UniqueConstraint unique) {
        uniques.put(unique.name(), unique);
    }

    void add(ForeignKeyConstraint foreignKey) {
        foreignKeys.put(foreignKey.name(), foreignKey);
    }

    void add(CheckConstraint check) {
        checks.put(check.name(), check);
    }

    void add(IndexDefinition index) {
        indexes.put(index.name(), index);
    }

    /** The name, with a number if it is taken, as PostgreSQL finds one. */
    String freeName(String wanted) {
        String free = wanted;
        for (int number = 1; isTaken(free); number++) {
            free = wanted + number;
        }
        return free;
    }

    private boolean isTaken(String constraint) {
        return uniques.containsKey(constraint) || foreignKeys.containsKey(constraint) || checks.containsKey(constraint);
    }

    boolean hasIndex(String index) {
        return indexes.containsKey(index);
    }

    /** Takes an index out; a constraint is made of it. */
    IndexDefinition takeIndex(String index) {
        IndexDefinition taken = indexes.remove(index);
        if (taken == null) {
            throw new UnreadableSql("there is no index " + index + " of " + name);
        }
        return taken;
    }

    /** Whether there was such a constraint. */
    boolean dropConstraint(String constraint) {
        if (constraint.equals(primaryKeyName) && !primaryKey.isEmpty()) {
            primaryKey.clear();
            return true;
        }
        return uniques.remove(constraint) != null
                || foreignKeys.remove(constraint) != null
                || checks.remove(constraint) != null;
    }

    void renameColumn(String from, String to) {
        changeColumn(from, c -> Columns.named(c, to));
        primaryKey.replaceAll(rename(from, to));
        uniques.replaceAll((n, u) -> new UniqueConstraint(n, renamed(u.columns(), from, to)));
        foreignKeys.replaceAll((n, k) -> new ForeignKeyConstraint(
                n, renamed(k.columns(), from, to), k.referencedTable(), k.referencedColumns(), k.onDelete()));
        checks.replaceAll((n, c) -> new CheckConstraint(n, SqlText.rename(c.expression(), from, to)));
        indexes.replaceAll((n, i) -> new IndexDefinition(
                n,
                renamed(i.columns(), from, to),
                i.unique(),
                i.where() == null ? null : SqlText.rename(i.where(), from, to)));
    }

    /** A table or a column that foreign keys refer to has another name now. */
    void renameReferences(UnaryOperator<ForeignKeyConstraint> change) {
        foreignKeys.replaceAll((n, key) -> change.apply(key));
    }

    /** Whether there was a constraint or an index of that name. */
    boolean renamePart(String from, String to) {
        UniqueConstraint unique = uniques.remove(from);
        if (unique != null) {
            add(new UniqueConstraint(to, unique.columns()));
            return true;
        }
        ForeignKeyConstraint key = foreignKeys.remove(from);
        if (key != null) {
            add(new ForeignKeyConstraint(
                    to, key.columns(), key.referencedTable(), key.referencedColumns(), key.onDelete()));
            return true;
        }
        CheckConstraint check = checks.remove(from);
        if (check != null) {
            add(new CheckConstraint(to, check.expression()));
            return true;
        }
        IndexDefinition index = indexes.remove(from);
        if (index != null) {
            add(new IndexDefinition(to, index.columns(), index.unique(), index.where()));
            return true;
        }
        if (primaryKeyName.equals(from)) {
            primaryKeyName = to;
            return true;
        }
        return false;
    }

    static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(rename(from, to)).toList();
    }

    private static UnaryOperator<String> rename(String from, String to) {
        return name -> name.equals(from) ? to : name;
    }
}
