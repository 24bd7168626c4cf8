package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables and columns that models name by their former names, as long as they have those.
 *
 * @param tables the former name by the later one
 * @param columns by the later name of the table: the former name of a column by its later one
 */
record FormerNames(Map<String, String> tables, Map<String, Map<String, String>> columns) {
    FormerNames {
        tables = Map.copyOf(tables);
        columns = Map.copyOf(columns);
    }

    /** From what there is to what is wanted, as the hints there say. */
    static FormerNames declared(SchemaDefinition before, SchemaDefinition wanted) {
        SchemaHints hints = wanted.hints();
        Map<String, String> tables = new HashMap<>();
        Map<String, Map<String, String>> columns = new HashMap<>();
        for (TableDefinition table : wanted.tables()) {
            Optional<TableDefinition> old = before.table(table.name());
            Optional<TableDefinition> former = old.isPresent()
                    ? Optional.empty()
                    : hints.formerName(table.name()).flatMap(before::table);
            former.ifPresent(from -> tables.put(table.name(), from.name()));
            former.or(() -> old).ifPresent(from -> columns.put(table.name(), columns(from, table, hints)));
        }
        return new FormerNames(tables, columns);
    }

    private static Map<String, String> columns(TableDefinition from, TableDefinition to, SchemaHints hints) {
        Map<String, String> columns = new LinkedHashMap<>();
        to.columns().stream()
                .map(ColumnDefinition::name)
                .filter(column -> from.column(column).isEmpty())
                .forEach(column -> hints.formerName(to.name(), column)
                        .filter(name -> from.column(name).isPresent())
                        .ifPresent(name -> columns.put(column, name)));
        return columns;
    }

    String formerTable(String later) {
        return tables.getOrDefault(later, later);
    }

    String formerColumn(String laterTable, String later) {
        return columnsOf(laterTable).getOrDefault(later, later);
    }

    String laterTable(String former) {
        return later(tables, former);
    }

    String laterColumn(String formerTable, String former) {
        return later(columnsOf(laterTable(formerTable)), former);
    }

    private Map<String, String> columnsOf(String laterTable) {
        return columns.getOrDefault(laterTable, Map.of());
    }

    private static String later(Map<String, String> names, String former) {
        return names.entrySet().stream()
                .filter(name -> name.getValue().equals(former))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(former);
    }

    /** What there is, under the later names; the tables stay in their order. */
    SchemaDefinition applied(SchemaDefinition before) {
        SchemaBuilder schema = new SchemaBuilder(Set.of());
        before.tables().forEach(schema::add);
        tables.forEach((later, former) -> schema.renameTable(former, later));
        columns.forEach(
                (table, ofTable) -> ofTable.forEach((later, former) -> schema.renameColumn(table, former, later)));
        SchemaDefinition renamed = schema.build();
        return new SchemaDefinition(before.tables().stream()
                .flatMap(table -> renamed.table(laterTable(table.name())).stream())
                .toList());
    }
}
