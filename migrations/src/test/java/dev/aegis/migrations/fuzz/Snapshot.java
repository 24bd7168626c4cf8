package dev.aegis.migrations.fuzz;

import dev.aegis.migrations.drift.Catalogue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database at one moment.
 *
 * @param rows of each table, in any order: the values by column as the driver gives them
 * @param counters of each table with a generated key: a number that the next id is greater than
 */
record Snapshot(
        Catalogue catalogue, Map<String, List<Map<String, @Nullable Object>>> rows, Map<String, Long> counters) {}
