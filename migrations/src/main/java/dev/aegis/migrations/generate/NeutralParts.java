package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.IndexDropped;
import dev.aegis.migrations.generate.Difference.TableAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which differences both engines bridge in the same way. */
final class NeutralParts {
    private final SchemaDefinition before;
    private final SchemaHints hints;
    private final Set<Difference> neutral = new HashSet<>();

    NeutralParts(SchemaDefinition before, List<Difference> differences, SchemaHints hints) {
        this.before = before;
        this.hints = hints;
        addedTables(differences);
        droppedTables(differences);
        Map<String, List<Difference>> changed = new LinkedHashMap<>();
        differences.stream()
                .filter(d -> !(d instanceof TableAdded) && !(d instanceof TableDropped))
                .forEach(d -> changed.computeIfAbsent(d.table(), t -> new ArrayList<>())
                        .add(d));
        changed.values().forEach(this::columns);
    }

    boolean has(Difference difference) {
        return neutral.contains(difference);
    }

    /** Whether columns of an existing table are among them. */
    boolean hasColumnsOf(String table) {
        return neutral.stream()
                .anyMatch(d -> d.table().equals(table) && (d instanceof ColumnAdded || d instanceof ColumnDropped));
    }

    /** They come before all others, so they must not need one of those, nor a name that one of those gives free. */
    private void addedTables(List<Difference> differences) {
        Set<String> others = new HashSet<>();
        differences.stream()
                .filter(TypeChanged.class::isInstance)
                .map(Difference::table)
                .forEach(others::add);
        Set<String> names = new HashSet<>();
        before.tables().forEach(table -> names.addAll(RelationNames.of(table)));
        for (Difference difference : differences) {
            if (difference instanceof TableAdded added) {
                boolean isFree = RelationNames.of(added.definition()).stream().noneMatch(names::contains);
                if (isFree) {
                    add(added, added.definition(), others);
                } else {
                    others.add(added.table());
                }
            }
        }
    }

    /** They come after all others. */
    private void droppedTables(List<Difference> differences) {
        Set<String> others = new HashSet<>();
        for (int i = differences.size() - 1; i >= 0; i--) {
            if (differences.get(i) instanceof TableDropped dropped) {
                add(dropped, dropped.definition(), others);
            }
        }
    }

    private void add(Difference difference, TableDefinition table, Set<String> others) {
        boolean needsOther = table.foreignKeys().stream()
                .map(ForeignKeyConstraint::referencedTable)
                .anyMatch(others::contains);
        if (NeutralChanges.canCreate(table) && !needsOther) {
            neutral.add(difference);
        } else {
            others.add(table.name());
        }
    }

    /** Columns can be neutral if nothing in their table needs more than that, but for indexes. */
    private void columns(List<Difference> ofTable) {
        boolean simple = ofTable.stream()
                .allMatch(d -> isSimpleColumn(d) || d instanceof IndexAdded || d instanceof IndexDropped);
        boolean dropsIndexed = ofTable.stream().anyMatch(IndexDropped.class::isInstance)
                && ofTable.stream().anyMatch(ColumnDropped.class::isInstance);
        if (simple && !dropsIndexed) {
            ofTable.stream().filter(NeutralParts::isColumn).forEach(neutral::add);
        }
    }

    private boolean isSimpleColumn(Difference difference) {
        if (difference instanceof ColumnDropped dropped) {
            TableDefinition table = before.table(dropped.table()).orElseThrow();
            return NeutralChanges.canAdd(dropped.column())
                    && SqliteStatements.isFree(table, dropped.column().name());
        }
        return difference instanceof ColumnAdded added
                && NeutralChanges.canAdd(added.column())
                && hints.backfill(added.table(), added.column().name()).isEmpty();
    }

    private static boolean isColumn(Difference difference) {
        return difference instanceof ColumnAdded || difference instanceof ColumnDropped;
    }
}
