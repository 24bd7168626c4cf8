package dev.aegis.db.schema;

import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param name in lower case, as in the database
 * @param columns in order, at least one
 * @param primaryKey the names of its columns in order
 * @param primaryKeyName of the constraint; {@code <table>_pkey}, unless the table once had another name
 * @param uniques in the order of their names, as are the lists that follow
 */
public record TableDefinition(
        String name,
        List<ColumnDefinition> columns,
        List<String> primaryKey,
        String primaryKeyName,
        List<UniqueConstraint> uniques,
        List<ForeignKeyConstraint> foreignKeys,
        List<CheckConstraint> checks,
        List<IndexDefinition> indexes) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = List.copyOf(uniques);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        indexes = List.copyOf(indexes);
    }

    /** A table whose primary key is called as that of a new table is. */
    public TableDefinition(
            String name,
            List<ColumnDefinition> columns,
            List<String> primaryKey,
            List<UniqueConstraint> uniques,
            List<ForeignKeyConstraint> foreignKeys,
            List<CheckConstraint> checks,
            List<IndexDefinition> indexes) {
        this(name, columns, primaryKey, Names.primaryKey(name), uniques, foreignKeys, checks, indexes);
    }

    /** The column of this name. */
    public Optional<ColumnDefinition> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }
}
