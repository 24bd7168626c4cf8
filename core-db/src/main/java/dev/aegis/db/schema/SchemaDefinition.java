package dev.aegis.db.schema;

import java.util.List;
import java.util.Optional;

/**
 * The tables of a database, each after those that it references.
 *
 * @param hints how to come to them from what there was before
 */
public record SchemaDefinition(List<TableDefinition> tables, SchemaHints hints) {
    public SchemaDefinition {
        tables = List.copyOf(tables);
    }

    /** Tables that come from nothing else. */
    public SchemaDefinition(List<TableDefinition> tables) {
        this(tables, SchemaHints.NONE);
    }

    /** The table of this name. */
    public Optional<TableDefinition> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
