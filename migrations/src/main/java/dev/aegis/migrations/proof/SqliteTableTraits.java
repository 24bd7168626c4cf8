package dev.aegis.migrations.proof;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a CREATE TABLE of SQLite demands of the rows, and no pragma tells: conditions, collations, keys, {@code strict}. In
 * one form, whether it stands behind a column or by itself; names of constraints, types and defaults are left out.
 */
final class SqliteTableTraits {
    private static final Set<String> CONSTRAINTS = Set.of(
            "constraint",
            "primary",
            "not",
            "null",
            "unique",
            "check",
            "default",
            "collate",
            "references",
            "generated",
            "as");
    private static final Set<String> TABLE_CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    private final Set<String> traits = new TreeSet<>();

    private SqliteTableTraits() {}

    /** As {@code check (a > 0)}, {@code unique (a, b)}, {@code a collate nocase}, {@code strict}. */
    static Set<String> of(String createTable) {
        SqliteTableTraits found = new SqliteTableTraits();
        SqlReader reader = new SqlReader(SqlLexer.tokens(createTable, DatabaseEngine.SQLITE));
        while (!reader.atEnd() && !reader.at("(")) {
            reader.skip();
        }
        SqlReader.items(reader.group()).forEach(found::item);
        SqlReader.items(reader.rest()).forEach(option -> {
            if (!option.atEnd()) {
                found.traits.add(text(option.rest()));
            }
        });
        return found.traits;
    }

    /** The words in a trait, columns among them, in lower case. */
    static Set<String> names(String trait) {
        return SqlLexer.tokens(trait, DatabaseEngine.SQLITE).stream()
                .filter(SqlToken::isName)
                .map(token -> Mentions.lower(token.text()))
                .collect(Collectors.toSet());
    }

    private void item(SqlReader item) {
        if (TABLE_CONSTRAINTS.stream().anyMatch(item::at)) {
            named(item);
            String what = item.next();
            switch (what) {
                case "primary" -> {
                    item.accept("key");
                    traits.add("primary key (" + names(item) + ")");
                }
                case "unique" -> traits.add("unique (" + names(item) + ")");
                case "check" -> check(item);
                default -> {
                    item.accept("key");
                    reference(names(item), item);
                }
            }
            return;
        }
        if (!item.atEnd()) {
            column(item.next(), item);
        }
    }

    private static void named(SqlReader item) {
        if (item.accept("constraint")) {
            item.skip();
        }
    }

    private static String names(SqlReader item) {
        return SqlReader.items(item.group()).stream()
                .map(name -> text(name.rest()))
                .collect(Collectors.joining(", "));
    }

    private void check(SqlReader item) {
        traits.add("check (" + text(withoutParentheses(item.group())) + ")");
    }

    private static List<SqlToken> withoutParentheses(List<SqlToken> tokens) {
        SqlReader reader = new SqlReader(tokens);
        List<SqlToken> inside = reader.group();
        return reader.atEnd() && !inside.isEmpty() ? withoutParentheses(inside) : tokens;
    }

    /** The columns that are referred to are left out: the primary key's may be left out in SQL. */
    private void reference(String columns, SqlReader item) {
        item.accept("references");
        String table = item.name();
        item.group();
        List<SqlToken> actions = new ArrayList<>();
        while (item.at("on")
                || item.at("match")
                || item.at("deferrable")
                || item.at("initially")
                || item.at("not", "deferrable")) {
            int words = item.at("on") ? 3 : 2;
            List<SqlToken> rest = item.rest();
            words += item.at("on")
                            && rest.size() > 2
                            && Set.of("set", "no").contains(rest.get(2).text())
                    ? 1
                    : 0;
            words -= item.at("deferrable") ? 1 : 0;
            for (int i = 0; i < words && !item.atEnd(); i++) {
                actions.add(item.rest().get(0));
                item.skip();
            }
        }
        String what = text(actions);
        traits.add("foreign key (" + columns + ") references " + table.toLowerCase(Locale.ROOT)
                + (what.isEmpty() || what.equals("on delete no action") ? "" : " " + what));
    }

    private void column(String name, SqlReader item) {
        String column = name.toLowerCase(Locale.ROOT);
        while (!item.atEnd() && CONSTRAINTS.stream().noneMatch(item::at)) {
            skipOne(item);
        }
        while (!item.atEnd()) {
            columnConstraint(column, item);
        }
    }

    private void columnConstraint(String column, SqlReader item) {
        if (item.accept("constraint")) {
            item.skip();
        } else if (item.accept("primary", "key")) {
            item.acceptAnyOf("asc", "desc");
            traits.add("primary key (" + column + ")");
            if (item.accept("autoincrement")) {
                traits.add(column + " autoincrement");
            }
        } else if (item.accept("not", "null")) {
            traits.add(column + " not null");
        } else if (item.accept("unique")) {
            traits.add("unique (" + column + ")");
        } else if (item.accept("check")) {
            check(item);
        } else if (item.accept("collate")) {
            traits.add(column + " collate " + item.next().toLowerCase(Locale.ROOT));
        } else if (item.at("references")) {
            reference(column, item);
        } else if (item.accept("generated", "always", "as") || item.accept("as")) {
            traits.add(column + " as (" + text(item.group()) + ")");
        } else {
            skipOne(item);
        }
    }

    private static void skipOne(SqlReader item) {
        if (item.at("(")) {
            item.group();
        } else {
            item.skip();
        }
    }

    /** One form for texts that differ in spaces, comments, letters and needless quotation marks. */
    static String text(List<SqlToken> tokens) {
        StringBuilder text = new StringBuilder();
        for (SqlToken token : tokens) {
            String piece = token.kind() == SqlToken.Kind.QUOTED_NAME
                    ? token.text().toLowerCase(Locale.ROOT)
                    : token.lowerCaseSource();
            boolean isTight =
                    text.isEmpty() || piece.equals(")") || piece.equals(",") || text.charAt(text.length() - 1) == '(';
            text.append(isTight ? "" : " ").append(piece);
        }
        return text.toString();
    }
}
