package dev.aegis.migrations.generate;

import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names that a table takes from all others of its schema: its own, and those of all that an index keeps. */
final class RelationNames {
    private RelationNames() {}

    static Set<String> of(TableDefinition table) {
        Set<String> names = ofParts(table);
        names.add(table.name());
        return names;
    }

    private static Set<String> ofParts(TableDefinition table) {
        Set<String> names = new LinkedHashSet<>();
        if (!table.primaryKey().isEmpty()) {
            names.add(table.primaryKeyName());
        }
        table.uniques().stream().map(UniqueConstraint::name).forEach(names::add);
        table.indexes().stream().map(IndexDefinition::name).forEach(names::add);
        return names;
    }
}
