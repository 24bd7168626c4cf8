package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which dropped columns come back, without their values, under a constraint that rows may then break. */
final class WayBack {
    private WayBack() {}

    /** A line for each. */
    static List<String> warnings(List<Difference> lost, SchemaDefinition before) {
        return lost.stream()
                .filter(ColumnDropped.class::isInstance)
                .map(ColumnDropped.class::cast)
                .flatMap(dropped -> warning(before.table(dropped.table()).orElseThrow(), dropped.column()))
                .toList();
    }

    private static Stream<String> warning(TableDefinition table, ColumnDefinition column) {
        String constraints = Stream.concat(
                        Fillers.uncertainChecks(table, column).map(CheckConstraint::name),
                        Fillers.comesBackNull(column) ? Stream.empty() : brokenByOneValue(table, column.name()))
                .sorted()
                .collect(Collectors.joining(", "));
        return constraints.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        "%s.%s: its values do not come back, but %s does: the rollback fails and changes nothing if a row breaks that; then empty the table first, or roll forward"
                                .formatted(table.name(), column.name(), constraints));
    }

    private static Stream<String> brokenByOneValue(TableDefinition table, String column) {
        return Stream.of(
                        Stream.of(table.primaryKeyName())
                                .filter(key -> table.primaryKey().contains(column)),
                        table.uniques().stream()
                                .filter(unique -> Involved.in(unique, column))
                                .map(UniqueConstraint::name),
                        table.indexes().stream()
                                .filter(index -> index.unique() && Involved.in(index, column))
                                .map(IndexDefinition::name),
                        table.foreignKeys().stream()
                                .filter(key -> Involved.in(key, column))
                                .map(ForeignKeyConstraint::name))
                .flatMap(names -> names);
    }
}
