package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.KeyRenamed;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Statements that bring tables from one schema to another on SQLite: in one transaction, with little regard to locks. */
final class SqliteStatements {
    private final SchemaDefinition before;
    private final SchemaDefinition after;
    private final FoldedSchema folded;
    private final SchemaHints hints;

    SqliteStatements(SchemaDefinition before, SchemaDefinition after, FoldedSchema folded, SchemaHints hints) {
        this.before = before;
        this.after = after;
        this.folded = folded;
        this.hints = hints;
    }

    /** Indexes, and tables whose names are taken, go before all else. */
    List<String> of(List<Difference> differences) {
        List<String> statements = new ArrayList<>();
        Map<String, List<Difference>> tables = new LinkedHashMap<>();
        for (Difference difference : differences) {
            if (difference instanceof TableDropped dropped && isInTheWay(dropped)) {
                statements.add("drop table " + dropped.table());
            } else if (difference instanceof IndexDropped dropped) {
                statements.add("drop index " + dropped.index().name());
            } else {
                tables.computeIfAbsent(difference.table(), t -> new ArrayList<>())
                        .add(difference);
            }
        }
        tables.forEach((table, ofTable) -> statements.addAll(of(table, ofTable)));
        return statements;
    }

    private boolean isInTheWay(TableDropped dropped) {
        Set<String> names = RelationNames.of(dropped.definition());
        return after.tables().stream()
                .anyMatch(table -> RelationNames.of(table).stream().anyMatch(names::contains));
    }

    private List<String> of(String table, List<Difference> differences) {
        if (differences.get(0) instanceof TableAdded added) {
            return createTable(added.definition());
        }
        if (differences.get(0) instanceof TableDropped) {
            return List.of("drop table " + table);
        }
        return differences.stream().allMatch(this::isNative)
                ? Stream.of(ColumnAdded.class, ColumnDropped.class, IndexAdded.class)
                        .flatMap(kind -> differences.stream().filter(kind::isInstance))
                        .map(SqliteStatements::natively)
                        .toList()
                : rebuild(table, differences);
    }

    private static List<String> createTable(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        statements.add(SchemaDdl.createTable(table, DatabaseEngine.SQLITE));
        statements.addAll(SchemaDdl.createIndexes(table));
        return statements;
    }

    private List<String> rebuild(String table, List<Difference> differences) {
        SideObjectRefusals.checkRebuild(table, folded);
        List<String> statements = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference instanceof TypeChanged changed) {
                String column = changed.after().name();
                Conversions.sqliteGuard(
                                table,
                                column,
                                changed.before().type(),
                                changed.after().type())
                        .ifPresent(statements::add);
            }
        }
        statements.addAll(new SqliteRebuild(
                        before.table(table).orElseThrow(), after.table(table).orElseThrow(), names(), folded, hints)
                .statements());
        return statements;
    }

    /** All that are or will be taken. */
    private Set<String> names() {
        Set<String> names = new HashSet<>();
        Stream.of(before, after, folded.schema())
                .flatMap(schema -> schema.tables().stream())
                .forEach(table -> names.addAll(RelationNames.of(table)));
        folded.others(DatabaseEngine.SQLITE).forEach(other -> names.add(other.name()));
        return names;
    }

    /** Whether SQLite needs no new table for it. */
    private boolean isNative(Difference difference) {
        return difference instanceof IndexAdded
                || difference instanceof KeyRenamed // which SQLite does not know
                || (difference instanceof ColumnAdded added
                        && !added.column().generated()
                        && (added.column().nullable() || added.column().defaultValue() != null)
                        && hints.backfill(added.table(), added.column().name()).isEmpty())
                || (difference instanceof ColumnDropped dropped
                        && isFree(
                                before.table(dropped.table()).orElseThrow(),
                                dropped.column().name()));
    }

    /** Whether no constraint needs the column; ALTER TABLE would refuse to drop it. */
    static boolean isFree(TableDefinition table, String column) {
        return !table.primaryKey().contains(column)
                && table.uniques().stream().noneMatch(unique -> Involved.in(unique, column))
                && table.foreignKeys().stream().noneMatch(key -> Involved.in(key, column))
                && table.checks().stream().noneMatch(check -> Involved.in(check, column));
    }

    private static String natively(Difference difference) {
        if (difference instanceof IndexAdded added) {
            return SchemaDdl.createIndex(added.table(), added.index());
        }
        if (difference instanceof ColumnAdded added) {
            return "alter table %s add column %s"
                    .formatted(added.table(), SchemaDdl.column(added.column(), DatabaseEngine.SQLITE));
        }
        ColumnDropped dropped = (ColumnDropped) difference;
        return "alter table %s drop column %s"
                .formatted(dropped.table(), dropped.column().name());
    }
}
