package dev.aegis.db.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts tables into an order in which each comes after those that it references, by name among equals. */
final class TableOrder {
    private final List<TableDefinition> waiting;
    private final List<TableDefinition> ordered = new ArrayList<>();

    private TableOrder(Collection<TableDefinition> tables) {
        waiting = new ArrayList<>(tables);
        waiting.sort(Comparator.comparing(TableDefinition::name));
    }

    /** The tables in order; those that reference each other in a circle are missing. */
    static List<TableDefinition> of(Collection<TableDefinition> tables) {
        TableOrder order = new TableOrder(tables);
        while (order.advance()) {
            // one table after the other
        }
        return order.ordered;
    }

    private boolean advance() {
        Set<String> names = waiting.stream().map(TableDefinition::name).collect(Collectors.toSet());
        for (TableDefinition table : waiting) {
            boolean isFree = table.foreignKeys().stream()
                    .map(ForeignKeyConstraint::referencedTable)
                    .noneMatch(name -> names.contains(name) && !name.equals(table.name()));
            if (isFree) {
                waiting.remove(table);
                ordered.add(table);
                return true;
            }
        }
        return false;
    }
}
