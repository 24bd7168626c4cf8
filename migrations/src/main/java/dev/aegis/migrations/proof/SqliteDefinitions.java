package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.proof.SchemaObject.Kind;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the SQL of tables, indexes, triggers and views says on SQLite, before and after. An object that is still there may
 * say less than it did: a table without its collation, an index of another column. What it no longer says must be what the
 * other direction of the changeset brings back.
 */
final class SqliteDefinitions {
    private final Mentions own;
    private final Mentions counter;
    private final List<String> counterStatements;

    SqliteDefinitions(Mentions own, Mentions counter, List<String> counterStatements) {
        this.own = own;
        this.counter = counter;
        this.counterStatements = counterStatements;
    }

    List<String> lost(List<SchemaObject> before, Map<String, SchemaObject> after) {
        List<String> lost = new ArrayList<>();
        for (SchemaObject old : before) {
            SchemaObject now = after.get(old.identity());
            if (now == null || old.definition().isEmpty() || isRenamed(old)) {
                continue;
            }
            if (old.kind() == Kind.TABLE) {
                Set<String> gone = columnsGone(old, before, after);
                traitsLost(old, now, gone).forEach(trait -> lost.add("'" + trait + "' of table " + old.name()));
            } else if (!isSame(old.definition(), now.definition()) && !isBroughtBack(old)) {
                lost.add(old.title() + " as it was (" + SqliteTableTraits.text(tokens(old.definition())) + ")");
            }
        }
        return lost;
    }

    /** SQLite itself rewrites what speaks of a table or column that gets another name. */
    private boolean isRenamed(SchemaObject old) {
        return tokens(old.definition()).stream()
                .anyMatch(token -> token.isName() && own.renamed().contains(Mentions.lower(token.text())));
    }

    private Set<String> traitsLost(SchemaObject old, SchemaObject now, Set<String> gone) {
        if (old.definition().equals(now.definition())) {
            return Set.of();
        }
        Set<String> lost = new TreeSet<>(SqliteTableTraits.of(old.definition()));
        lost.removeAll(SqliteTableTraits.of(now.definition()));
        for (String statement : counterStatements) {
            if (!lost.isEmpty() && createsTable(statement, old)) {
                lost.removeAll(SqliteTableTraits.of(statement));
            }
        }
        // A column that is dropped takes along what is said of it; that it may be dropped is proved elsewhere.
        lost.removeIf(trait -> SqliteTableTraits.names(trait).stream().anyMatch(gone::contains));
        return lost;
    }

    private boolean createsTable(String statement, SchemaObject table) {
        SqlReader reader = new SqlReader(tokens(statement));
        if (!reader.accept("create", "table")) {
            return false;
        }
        reader.accept("if", "not", "exists");
        return counter.isNameOf(Mentions.lower(reader.name()), Mentions.lower(table.name()));
    }

    private static Set<String> columnsGone(
            SchemaObject table, List<SchemaObject> before, Map<String, SchemaObject> after) {
        return before.stream()
                .filter(column -> column.kind() == Kind.COLUMN && column.table().equals(table.name()))
                .filter(column -> !after.containsKey(column.identity()))
                .map(column -> Mentions.lower(column.name()))
                .collect(Collectors.toSet());
    }

    private boolean isBroughtBack(SchemaObject old) {
        return own.drop(old) || counterStatements.stream().anyMatch(statement -> isSame(old.definition(), statement));
    }

    private static boolean isSame(String one, String other) {
        return form(one).equals(form(other));
    }

    private static String form(String sql) {
        return SqliteTableTraits.text(tokens(sql)).replace(" if not exists", "");
    }

    private static List<SqlToken> tokens(String sql) {
        return SqlLexer.tokens(sql, DatabaseEngine.SQLITE);
    }
}
