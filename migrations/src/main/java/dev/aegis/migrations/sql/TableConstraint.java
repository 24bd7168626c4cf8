package dev.aegis.migrations.sql;

import java.util.List;

/**
 * A constraint of a table or of a column.
 *
 * @param name empty if it was given none
 * @param columns the names in its parentheses, for the kinds that have only names there
 * @param provedNotNull the column of {@code CHECK (column IS NOT NULL)} or {@code NOT NULL column}; else empty
 */
public record TableConstraint(
        String name, Kind kind, List<String> columns, boolean usingIndex, boolean notValid, String provedNotNull) {

    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL
    }

    /** How a message calls it. */
    public String label() {
        return name.isEmpty() ? kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') : name;
    }
}
