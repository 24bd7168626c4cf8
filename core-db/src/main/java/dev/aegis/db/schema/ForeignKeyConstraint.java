package dev.aegis.db.schema;

import java.util.List;

/**
 * That a row refers to one of another table, or of its own.
 *
 * @param columns in the order of {@code referencedColumns}
 */
public record ForeignKeyConstraint(
        String name, List<String> columns, String referencedTable, List<String> referencedColumns, OnDelete onDelete) {
    public ForeignKeyConstraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
