package dev.aegis.db.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param generated whether the database gives it its value: an ascending number
 * @param defaultValue as text without quotes, such as {@code iron}, {@code 10}, {@code true}; null for none
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        boolean nullable,
        boolean generated,
        @Nullable String defaultValue) {}
