package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.proof.SchemaObject.Kind;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which names stand in the statements of one direction of a changeset: forward, or back. */
final class Mentions {
    private final List<Set<String>> making = new ArrayList<>();
    private final List<Set<String>> makingTables = new ArrayList<>();
    private final List<Set<String>> takingAway = new ArrayList<>();
    private final List<Set<String>> drops = new ArrayList<>();

    /** A table by its name, and by the names that it has while it is rebuilt. */
    private final Map<String, Set<String>> namesOfTables = new HashMap<>();

    private final Set<String> renamed = new HashSet<>();

    Mentions(List<String> sql, DatabaseEngine engine) {
        for (String statement : sql) {
            List<SqlToken> tokens = SqlLexer.tokens(statement, engine);
            Set<String> names = new HashSet<>();
            tokens.stream().filter(SqlToken::isName).forEach(token -> names.add(lower(token.text())));
            sort(new SqlReader(tokens), names);
            rename(new SqlReader(tokens));
        }
    }

    private void sort(SqlReader reader, Set<String> names) {
        if (reader.at("drop") || reader.at("alter")) {
            takingAway.add(names);
        }
        if (reader.at("drop")) {
            drops.add(names);
        }
        if (reader.at("create") || reader.at("alter")) {
            making.add(names);
        }
        if (reader.at("create", "table") || reader.at("alter", "table")) {
            makingTables.add(names);
        }
    }

    private void rename(SqlReader reader) {
        if (!reader.accept("alter", "table")) {
            return;
        }
        String table = lower(reader.name());
        if (!reader.accept("rename")) {
            return;
        }
        if (reader.accept("to")) {
            renamed.add(table);
            namesOfTables
                    .computeIfAbsent(lower(reader.name()), name -> new HashSet<>())
                    .add(table);
        } else {
            reader.accept("column");
            renamed.add(lower(reader.name()));
        }
    }

    /** Whether a statement drops, alters or renames it by name. */
    boolean takeAway(SchemaObject object) {
        return takingAway.stream().anyMatch(names -> name(names, object));
    }

    /** Whether a DROP names it. */
    boolean drop(SchemaObject object) {
        return drops.stream().anyMatch(names -> name(names, object));
    }

    /** Whether a statement that makes such things names it. */
    boolean make(SchemaObject object) {
        boolean isOfTable = object.kind() == Kind.COLUMN || object.kind() == Kind.CONSTRAINT;
        return (isOfTable ? makingTables : making).stream().anyMatch(names -> name(names, object));
    }

    /** Tables and columns that get another name, by their old one. */
    Set<String> renamed() {
        return renamed;
    }

    private boolean name(Set<String> names, SchemaObject object) {
        return names.contains(lower(object.name()))
                && (object.kind() != Kind.COLUMN || nameTable(names, lower(object.table())));
    }

    private boolean nameTable(Set<String> names, String table) {
        return names.stream().anyMatch(name -> isNameOf(name, table));
    }

    /** Whether a table has this name, then or in the end. */
    boolean isNameOf(String name, String table) {
        return name.equals(table) || namesOfTables.getOrDefault(table, Set.of()).contains(name);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
