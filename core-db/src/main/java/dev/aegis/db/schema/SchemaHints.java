package dev.aegis.db.schema;

import java.util.Map;
import java.util.Optional;

/**
 * What models say about the way to their schema, and not about the schema itself: two schemas with other hints are equal in
 * a database.
 *
 * @param backfills by {@code table.column}: SQL for the value of rows that exist, see {@link Backfill}
 * @param formerNames by {@code table} or {@code table.column}: the name before, see {@link RenamedFrom}
 */
public record SchemaHints(Map<String, String> backfills, Map<String, String> formerNames) {
    /** That there are none. */
    public static final SchemaHints NONE = new SchemaHints(Map.of(), Map.of());

    public SchemaHints {
        backfills = Map.copyOf(backfills);
        formerNames = Map.copyOf(formerNames);
    }

    /** What a column that may not be null gets in rows that have no value. */
    public Optional<String> backfill(String table, String column) {
        return Optional.ofNullable(backfills.get(table + "." + column));
    }

    /** What a table was called. */
    public Optional<String> formerName(String table) {
        return Optional.ofNullable(formerNames.get(table));
    }

    /** What a column was called. */
    public Optional<String> formerName(String table, String column) {
        return Optional.ofNullable(formerNames.get(table + "." + column));
    }
}
