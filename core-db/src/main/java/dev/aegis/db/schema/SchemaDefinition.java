package dev.aegis.db.schema;

import java.util.List;
import java.util.Optional;

/** The tables of a database, each after those that it references. */
public record SchemaDefinition(List<TableDefinition> tables) {
    public SchemaDefinition {
        tables = List.copyOf(tables);
    }

    /** The table of this name. */
    public Optional<TableDefinition> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
