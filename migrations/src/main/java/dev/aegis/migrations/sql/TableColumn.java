package dev.aegis.migrations.sql;

import java.util.List;

/**
 * A column as CREATE TABLE or ADD COLUMN defines it.
 *
 * @param defaultValue the tokens of its default; empty if it has none
 * @param constraints those written behind the column
 */
public record TableColumn(
        String name,
        DataType type,
        boolean notNull,
        List<SqlToken> defaultValue,
        boolean identity,
        boolean storedGenerated,
        List<TableConstraint> constraints) {

    public boolean has(TableConstraint.Kind kind) {
        return constraints.stream().anyMatch(constraint -> constraint.kind() == kind);
    }
}
