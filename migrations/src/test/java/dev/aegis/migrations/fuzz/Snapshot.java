package dev.aegis.migrations.fuzz;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.generate.GeneratorAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database at one moment.
 *
 * @param rows of each table, in any order: the values by column as the driver gives them
 * @param counters of each table with a generated key: a number that the next id is greater than
 * @param history the applied changesets in their order
 */
record Snapshot(
        Catalogue catalogue,
        Map<String, List<Map<String, @Nullable Object>>> rows,
        Map<String, Long> counters,
        List<String> history) {
    /** With the rows under the names that their tables and columns get. */
    Snapshot renamed(SchemaDefinition before, SchemaDefinition after) {
        Map<String, List<Map<String, @Nullable Object>>> renamedRows = new LinkedHashMap<>();
        rows.forEach((table, ofTable) -> {
            List<Map<String, @Nullable Object>> renamedTable = new ArrayList<>();
            for (Map<String, @Nullable Object> row : ofTable) {
                Map<String, @Nullable Object> renamedRow = new LinkedHashMap<>();
                row.forEach((column, value) ->
                        renamedRow.put(GeneratorAccess.laterColumn(before, after, table, column), value));
                renamedTable.add(renamedRow);
            }
            renamedRows.put(GeneratorAccess.laterTable(before, after, table), renamedTable);
        });
        Map<String, Long> renamedCounters = new LinkedHashMap<>();
        counters.forEach(
                (table, counter) -> renamedCounters.put(GeneratorAccess.laterTable(before, after, table), counter));
        return new Snapshot(catalogue, renamedRows, renamedCounters, history);
    }
}
