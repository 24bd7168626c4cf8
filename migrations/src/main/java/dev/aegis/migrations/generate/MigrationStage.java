package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changesets from one schema to another: neutral ones, then PostgreSQL's, then SQLite's. */
final class MigrationStage {
    private static final List<String> REBUILD_WHY =
            List.of("SQLite cannot alter tables like that: they are built anew, with their rows.");

    private final String suffix;
    private final SchemaDefinition before;
    private final SchemaDefinition after;
    private final FoldedSchema folded;
    private final List<Difference> differences;
    private final List<Difference> inverse;
    private final NeutralParts neutral;

    /** @param suffix of the ids; empty for none */
    MigrationStage(String suffix, SchemaDefinition before, SchemaDefinition after, FoldedSchema folded) {
        this.suffix = suffix;
        this.before = before;
        this.after = after;
        this.folded = folded;
        this.differences = SchemaDiff.between(before, after);
        this.inverse = SchemaDiff.between(after, before);
        this.neutral = new NeutralParts(before, differences);
    }

    SchemaDefinition before() {
        return before;
    }

    SchemaDefinition after() {
        return after;
    }

    List<Difference> differences() {
        return differences;
    }

    List<ChangesetDraft> changesets() {
        List<ChangesetDraft> neutralOnes = neutralChangesets();
        List<ChangesetDraft> others = new ArrayList<>();
        others.addAll(postgres());
        others.addAll(sqlite());
        // New tables first; of dropped ones, those first that the neutral ones may be referenced by.
        List<ChangesetDraft> all = new ArrayList<>();
        boolean drops = differences.stream().anyMatch(d -> d instanceof TableDropped || d instanceof ColumnDropped);
        all.addAll(drops ? others : neutralOnes);
        all.addAll(drops ? neutralOnes : others);
        return all;
    }

    private List<ChangesetDraft> neutralChangesets() {
        Map<String, List<ChangeTree>> changes = new LinkedHashMap<>();
        Map<String, List<ChangeTree>> rollbacks = new LinkedHashMap<>();
        for (Difference difference : differences) {
            if (neutral.has(difference)) {
                // One table each, for PostgreSQL's locks; new ones together.
                String group = difference instanceof TableAdded ? "" : difference.table();
                changes.computeIfAbsent(group, g -> new ArrayList<>()).addAll(forward(difference));
                rollbacks.computeIfAbsent(group, g -> new ArrayList<>()).addAll(0, back(difference));
            }
        }
        List<ChangesetDraft> drafts = new ArrayList<>();
        changes.forEach((group, ofGroup) ->
                drafts.add(ChangesetDraft.neutral(suffix, ofGroup, rollbacks.getOrDefault(group, List.of()))));
        return drafts;
    }

    private static List<ChangeTree> forward(Difference difference) {
        if (difference instanceof TableAdded added) {
            return NeutralChanges.createTableAndIndexes(added.definition());
        }
        if (difference instanceof ColumnAdded added) {
            return List.of(NeutralChanges.addColumn(added.table(), added.column()));
        }
        return difference instanceof ColumnDropped dropped
                ? List.of(NeutralChanges.dropColumn(
                        dropped.table(), dropped.column().name()))
                : List.of(NeutralChanges.dropTable(difference.table()));
    }

    private static List<ChangeTree> back(Difference difference) {
        if (difference instanceof TableDropped dropped) {
            return NeutralChanges.createTableAndIndexes(dropped.definition());
        }
        if (difference instanceof ColumnDropped dropped) {
            return List.of(NeutralChanges.addColumn(dropped.table(), dropped.column()));
        }
        return difference instanceof ColumnAdded added
                ? List.of(
                        NeutralChanges.dropColumn(added.table(), added.column().name()))
                : List.of(NeutralChanges.dropTable(difference.table()));
    }

    private List<ChangesetDraft> postgres() {
        List<ChangesetDraft> drafts = new ArrayList<>();
        List<String> created = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        Map<String, List<Difference>> tables = new LinkedHashMap<>();
        for (Difference difference : differences) {
            if (neutral.has(difference)) {
                continue;
            }
            if (difference instanceof TableAdded added) {
                created.addAll(createTable(added.definition()));
                undone.add(0, "drop table " + added.table());
            } else {
                tables.computeIfAbsent(difference.table(), t -> new ArrayList<>())
                        .add(difference);
            }
        }
        if (!created.isEmpty()) {
            drafts.add(ChangesetDraft.sql(id("postgresql"), DatabaseEngine.POSTGRESQL, List.of(), created, undone));
        }
        tables.forEach((table, ofTable) -> drafts.addAll(postgres(table, ofTable)));
        return drafts;
    }

    private List<ChangesetDraft> postgres(String table, List<Difference> ofTable) {
        if (ofTable.get(0) instanceof TableDropped dropped) {
            return List.of(ChangesetDraft.sql(
                    id("postgresql"),
                    DatabaseEngine.POSTGRESQL,
                    List.of(),
                    List.of("drop table " + table),
                    createTable(dropped.definition())));
        }
        return PostgresChangesets.of(
                id("postgresql"),
                before.table(table).orElseThrow(),
                after.table(table).orElseThrow(),
                ofTable,
                engineInverse(table));
    }

    private static List<String> createTable(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        statements.add(SchemaDdl.createTable(table, DatabaseEngine.POSTGRESQL));
        statements.addAll(SchemaDdl.createIndexes(table));
        return statements;
    }

    private List<ChangesetDraft> sqlite() {
        List<Difference> forward =
                differences.stream().filter(d -> !neutral.has(d)).toList();
        if (forward.isEmpty()) {
            return List.of();
        }
        List<Difference> back = new ArrayList<>();
        List<String> tables = new ArrayList<>(
                forward.stream().map(Difference::table).distinct().toList());
        Collections.reverse(tables);
        tables.forEach(table -> back.addAll(engineInverse(table)));
        List<String> statements = new SqliteStatements(before, after, folded).of(forward);
        if (statements.isEmpty()) {
            return List.of();
        }
        boolean rebuilds = statements.stream().anyMatch(statement -> statement.startsWith("insert into "));
        return List.of(ChangesetDraft.sql(
                id("sqlite"),
                DatabaseEngine.SQLITE,
                rebuilds ? REBUILD_WHY : List.of(),
                statements,
                new SqliteStatements(after, before, folded).of(back)));
    }

    /** The way back of what is not neutral in a table. */
    private List<Difference> engineInverse(String table) {
        boolean indexesOnly = neutral.hasColumnsOf(table);
        return inverse.stream()
                .filter(d -> d.table().equals(table))
                .filter(d -> !indexesOnly || d instanceof IndexAdded || d instanceof IndexDropped)
                .toList();
    }

    private String id(String engine) {
        return suffix.isEmpty() ? engine : suffix + "-" + engine;
    }
}
