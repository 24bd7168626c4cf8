package dev.aegis.migrations.drift;

import org.jspecify.annotations.Nullable;

/**
 * Something in which a database is not as the models ask for.
 *
 * @param object the part of the table, as {@code column name}; empty for the table itself
 * @param inModels what the models ask for; null if they know nothing of it
 * @param inDatabase what there is; null if it is missing
 */
public record Difference(
        String table,
        String object,
        @Nullable String inModels,
        @Nullable String inDatabase) {

    /**
     * One line for people.
     *
     * @param database what was compared with the models, as {@code the changelog}
     */
    public String text(String database) {
        return "table %s: %s in the models, %s in %s"
                .formatted(
                        object.isEmpty() ? table : table + ", " + object,
                        inModels == null ? "missing" : inModels,
                        inDatabase == null ? "missing" : inDatabase,
                        database);
    }
}
