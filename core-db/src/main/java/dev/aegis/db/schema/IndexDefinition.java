package dev.aegis.db.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param where SQL that both engines take, of the rows in it; null for all rows
 */
public record IndexDefinition(
        String name,
        List<String> columns,
        boolean unique,
        @Nullable String where) {
    public IndexDefinition {
        columns = List.copyOf(columns);
    }
}
