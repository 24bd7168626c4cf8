package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.ChangelogSql;
import dev.aegis.migrations.Changeset;
import dev.aegis.migrations.TableHistory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states in which changesets find the tables that they change, so that each can say which one it was written for. */
final class TableStates {
    private final Map<DatabaseEngine, TableHistory> histories = new EnumMap<>(DatabaseEngine.class);

    private TableStates() {}

    /** At the end of a changelog. */
    static TableStates after(List<ChangelogSql.Step> steps) {
        TableStates states = new TableStates();
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            TableHistory history = new TableHistory(engine);
            Map<Changeset, List<String>> changesets = new LinkedHashMap<>();
            for (ChangelogSql.Step step : steps) {
                if (step.engines().contains(engine)) {
                    changesets
                            .computeIfAbsent(step.changeset(), changeset -> new ArrayList<>())
                            .addAll(step.statements());
                }
            }
            changesets.forEach(history::add);
            states.histories.put(engine, history);
        }
        return states;
    }

    TableStates copy() {
        TableStates copy = new TableStates();
        histories.forEach((engine, history) -> copy.histories.put(engine, history.copy()));
        return copy;
    }

    /** Goes on by a changeset, and returns the conditions under which it may run. */
    List<ChangeTree> conditions(String id, ChangesetDraft draft) {
        Changeset changeset = new Changeset(id, "", "");
        List<String> statements =
                draft.changes().stream().map(ChangeTree::outline).toList();
        Map<String, Set<String>> since = new LinkedHashMap<>();
        histories.forEach((engine, history) -> {
            if (draft.engine() == null || draft.engine() == engine) {
                TableHistory before = history.copy();
                for (String table : history.add(changeset, statements)) {
                    since.computeIfAbsent(table, name -> new LinkedHashSet<>()).add(last(before.of(table)));
                }
            }
        });
        return since.entrySet().stream()
                .map(table -> ChangeTree.tableUnchanged(table.getKey(), String.join(", ", table.getValue())))
                .toList();
    }

    private static String last(List<Changeset> changesets) {
        return changesets.get(changesets.size() - 1).id();
    }
}
