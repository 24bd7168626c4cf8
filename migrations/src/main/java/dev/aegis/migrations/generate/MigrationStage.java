package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
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
            List.of("SQLite cannot alter tables like that: they are built again, with their rows.");

    private final String suffix;
    private final SchemaDefinition before;
    private final SchemaDefinition onPostgres;
    private final SchemaDefinition after;
    private final FoldedSchema folded;
    private final SchemaHints hints;
    private final List<Difference> differences;
    private final List<Difference> steps;
    private final NeutralParts neutral;

    /**
     * @param suffix of the ids; empty for none
     * @param onPostgres as {@code before}, but what gets another name there alone has it
     */
    MigrationStage(
            String suffix,
            SchemaDefinition before,
            SchemaDefinition onPostgres,
            SchemaDefinition after,
            FoldedSchema folded) {
        this.suffix = suffix;
        this.before = before;
        this.onPostgres = onPostgres;
        this.after = after;
        this.folded = folded;
        this.hints = after.hints();
        this.differences = SchemaDiff.between(before, after);
        this.steps = ForeignKeyDetours.with(differences, before, after);
        this.neutral = new NeutralParts(before, steps, hints);
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
        List<Difference> forward = ofEngine(onPostgres);
        return PostgresPlan.of(id("postgresql"), onPostgres, after, forward, back(forward, onPostgres), hints);
    }

    private List<Difference> ofEngine(SchemaDefinition from) {
        return ForeignKeyDetours.with(SchemaDiff.between(from, after), from, after).stream()
                .filter(d -> !neutral.has(d))
                .toList();
    }

    /** The way back of what is not neutral, from the last table to the first. */
    private List<Difference> back(List<Difference> forward, SchemaDefinition to) {
        List<Difference> inverse = ForeignKeyDetours.with(SchemaDiff.between(after, to), after, to);
        List<String> tables = new ArrayList<>(
                forward.stream().map(Difference::table).distinct().toList());
        Collections.reverse(tables);
        List<Difference> back = new ArrayList<>();
        for (String table : tables) {
            boolean indexesOnly = neutral.hasColumnsOf(table);
            inverse.stream()
                    .filter(d -> d.table().equals(table))
                    .filter(d -> !indexesOnly || d instanceof IndexAdded || d instanceof IndexDropped)
                    .forEach(back::add);
        }
        return back;
    }

    private List<ChangesetDraft> sqlite() {
        List<Difference> forward = ofEngine(before);
        List<String> statements = new SqliteStatements(before, after, folded, hints).of(forward);
        if (statements.isEmpty()) {
            return List.of();
        }
        boolean rebuilds = statements.stream().anyMatch(statement -> statement.startsWith("insert into "));
        return List.of(ChangesetDraft.sql(
                id("sqlite"),
                DatabaseEngine.SQLITE,
                rebuilds ? REBUILD_WHY : List.of(),
                statements,
                new SqliteStatements(after, before, folded, SchemaHints.NONE).of(back(forward, before))));
    }

    private String id(String engine) {
        return suffix.isEmpty() ? engine : suffix + "-" + engine;
    }
}
