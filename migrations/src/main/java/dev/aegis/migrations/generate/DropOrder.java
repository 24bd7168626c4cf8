package dev.aegis.migrations.generate;

import dev.aegis.db.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/** Puts tables into an order in which each comes before those that it references. */
final class DropOrder {
    private DropOrder() {}

    /** Tables that reference each other in a circle come last. */
    static List<TableDefinition> of(List<TableDefinition> tables) {
        List<TableDefinition> waiting = new ArrayList<>(tables);
        List<TableDefinition> ordered = new ArrayList<>();
        boolean found = true;
        while (found) {
            List<TableDefinition> free = waiting.stream()
                    .filter(table -> waiting.stream().noneMatch(waits -> references(waits, table)))
                    .toList();
            ordered.addAll(free);
            found = waiting.removeAll(free);
        }
        ordered.addAll(waiting);
        return ordered;
    }

    private static boolean references(TableDefinition table, TableDefinition other) {
        return !table.name().equals(other.name())
                && table.foreignKeys().stream()
                        .anyMatch(key -> key.referencedTable().equals(other.name()));
    }
}
