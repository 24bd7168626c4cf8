package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which changesets made each table what it is, on one engine, up to some point. Changes of rows do not count. A view or a
 * trigger counts as a change of the tables that it names; a foreign key does not count for the table that it refers to. Not
 * thread-safe.
 */
public final class TableHistory {
    private final DatabaseEngine engine;
    private final Map<String, Set<Changeset>> changes = new HashMap<>();
    private final Map<String, String> tablesOfIndexes = new HashMap<>();

    /** One with no tables. */
    public TableHistory(DatabaseEngine engine) {
        this.engine = engine;
    }

    /** A history that goes on by itself. */
    public TableHistory copy() {
        TableHistory copy = new TableHistory(engine);
        changes.forEach((table, changesets) -> copy.changes.put(table, new LinkedHashSet<>(changesets)));
        copy.tablesOfIndexes.putAll(tablesOfIndexes);
        return copy;
    }

    /** The changesets that made the table what it is, in order; none if it does not exist. */
    public List<Changeset> of(String table) {
        return List.copyOf(changes.getOrDefault(lower(table), Set.of()));
    }

    /**
     * Goes on by a changeset.
     *
     * @param statements what it executes on the engine
     * @return the tables that existed before and are changed by it, by the name that they had before
     */
    public Set<String> add(Changeset changeset, List<String> statements) {
        Set<String> before = Set.copyOf(changes.keySet());
        Step step = new Step(changeset);
        statements.forEach(statement -> step.add(SqlLexer.tokens(statement, engine)));
        step.changed.retainAll(before);
        return step.changed;
    }

    /** What one changeset does. */
    private final class Step {
        private final Changeset changeset;
        private final Set<String> changed = new LinkedHashSet<>();
        private final Map<String, Set<Changeset>> dropped = new HashMap<>();

        Step(Changeset changeset) {
            this.changeset = changeset;
        }

        void add(List<SqlToken> tokens) {
            SqlReader reader = new SqlReader(tokens);
            if (reader.accept("create")) {
                create(reader, tokens);
            } else if (reader.accept("alter", "table")) {
                reader.accept("if", "exists");
                reader.accept("only");
                alter(name(reader), reader);
            } else if (reader.accept("alter", "index")) {
                reader.accept("if", "exists");
                changeIndex(name(reader));
            } else if (reader.accept("drop", "table")) {
                reader.accept("if", "exists");
                reader.names().forEach(table -> drop(plain(table)));
            } else if (reader.accept("drop", "index")) {
                reader.accept("concurrently");
                reader.accept("if", "exists");
                reader.names().forEach(index -> changeIndex(plain(index)));
            }
        }

        private void create(SqlReader reader, List<SqlToken> tokens) {
            reader.accept("unique");
            reader.acceptAnyOf("temp", "temporary", "unlogged");
            if (reader.accept("table")) {
                reader.accept("if", "not", "exists");
                String table = name(reader);
                changes.computeIfAbsent(table, this::continued);
                change(table);
            } else if (reader.accept("index")) {
                reader.accept("concurrently");
                reader.accept("if", "not", "exists");
                String index = reader.at("on") ? "" : name(reader);
                reader.accept("on");
                reader.accept("only");
                String table = name(reader);
                tablesOfIndexes.put(index, table);
                change(table);
            } else {
                tokens.stream()
                        .filter(SqlToken::isName)
                        .map(token -> lower(token.text()))
                        .filter(changes::containsKey)
                        .collect(Collectors.toSet())
                        .forEach(this::change);
            }
        }

        private void alter(String table, SqlReader reader) {
            change(table);
            if (reader.accept("rename", "to")) {
                Set<Changeset> history = changes.remove(table);
                String renamed = name(reader);
                // A table that is rebuilt takes the place, and the history, of the one that was dropped for it.
                Set<Changeset> whole = continued(renamed);
                whole.addAll(history == null ? Set.of() : history);
                changes.put(renamed, whole);
                tablesOfIndexes.replaceAll((index, of) -> of.equals(table) ? renamed : of);
                change(renamed);
            }
        }

        private Set<Changeset> continued(String table) {
            return new LinkedHashSet<>(dropped.getOrDefault(table, Set.of()));
        }

        private void drop(String table) {
            changed.add(table);
            Set<Changeset> history = changes.remove(table);
            if (history != null) {
                dropped.put(table, history);
            }
        }

        private void changeIndex(String index) {
            String table = tablesOfIndexes.get(index);
            if (table != null) {
                change(table);
            }
        }

        private void change(String table) {
            changed.add(table);
            Set<Changeset> history = changes.get(table);
            if (history != null) {
                history.remove(changeset);
                history.add(changeset);
            }
        }
    }

    private static String name(SqlReader reader) {
        return plain(reader.name());
    }

    private static String plain(String name) {
        return lower(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** In words, in what a table is another one than it was for whom a changeset was written; empty if it is the same. */
    static String difference(List<Changeset> expected, List<Changeset> actual) {
        List<String> parts = new ArrayList<>();
        String between = ids(actual, expected);
        if (!between.isEmpty()) {
            parts.add(between + " came between");
        }
        String missing = ids(expected, actual);
        if (!missing.isEmpty()) {
            parts.add(missing + " is not applied before it");
        }
        return String.join(", and ", parts);
    }

    private static String ids(List<Changeset> all, List<Changeset> without) {
        return all.stream()
                .filter(changeset -> !without.contains(changeset))
                .map(Changeset::id)
                .collect(Collectors.joining(", "));
    }
}
