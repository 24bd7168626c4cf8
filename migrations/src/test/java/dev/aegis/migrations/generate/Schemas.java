package dev.aegis.migrations.generate;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.Models;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Models for tests, written as the SQL that would lead to them. */
final class Schemas {
    private Schemas() {}

    static Models models(String... scripts) {
        return new Models(schema(scripts), Set.of());
    }

    static SchemaDefinition schema(String... scripts) {
        SchemaBuilder schema = new SchemaBuilder(Set.of());
        SqlFold fold = new SqlFold(schema);
        for (String script : scripts) {
            SqlText.statements(script).forEach(fold::apply);
        }
        return ordered(schema.build().tables());
    }

    /** Each table after those that it references, by name among equals, as those of records are. */
    static SchemaDefinition ordered(Collection<TableDefinition> unordered) {
        List<TableDefinition> waiting = new ArrayList<>(unordered);
        waiting.sort(Comparator.comparing(TableDefinition::name));
        List<TableDefinition> tables = new ArrayList<>();
        while (!waiting.isEmpty()) {
            TableDefinition next = waiting.stream()
                    .filter(table -> waiting.stream().noneMatch(other -> references(table, other)))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(next);
            tables.add(next);
        }
        return new SchemaDefinition(tables);
    }

    private static boolean references(TableDefinition table, TableDefinition other) {
        return !table.name().equals(other.name())
                && table.foreignKeys().stream()
                        .anyMatch(key -> key.referencedTable().equals(other.name()));
    }
}
