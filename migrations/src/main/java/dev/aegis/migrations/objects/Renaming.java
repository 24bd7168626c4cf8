package dev.aegis.migrations.objects;

import dev.aegis.migrations.sql.ColumnWords;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Puts other names into SQL, where the place of a word tells what it is. */
final class Renaming {
    /** Behind them stands a table. */
    private static final Set<String> BEFORE_TABLE = Set.of("on", "from", "into", "update", "join", "only", "table");

    private Renaming() {}

    /** Whether every word of this name can only be the column of the object's table. */
    static boolean isSure(SideObject object, String column) {
        if (object.kind() != SideObject.Kind.TRIGGER) {
            return true;
        }
        List<SqlToken> tokens = SqlLexer.tokens(object.sql());
        for (int i = 0; i < tokens.size(); i++) {
            boolean isOfRow = i > 1
                    && tokens.get(i - 1).is(".")
                    && (tokens.get(i - 2).is("new") || tokens.get(i - 2).is("old"));
            if (isNamed(tokens, i, column) && !isOfRow && !isInListOfColumns(tokens, i)) {
                return false;
            }
        }
        return true;
    }

    /** In {@code update of a, b on t}. */
    private static boolean isInListOfColumns(List<SqlToken> tokens, int index) {
        int before = index - 1;
        while (before > 1 && tokens.get(before).is(",")) {
            before -= 2;
        }
        return before > 0
                && tokens.get(before).is("of")
                && tokens.get(before - 1).is("update");
    }

    static String ofColumn(String sql, String from, String to) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        return replaced(
                sql,
                tokens,
                to,
                i -> isNamed(tokens, i, from) && ColumnWords.isColumn(tokens, i) && !isTable(tokens, i));
    }

    static String ofTable(String sql, String from, String to) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        return replaced(
                sql, tokens, to, i -> isNamed(tokens, i, from) && (isTable(tokens, i) || isBeforeDot(tokens, i)));
    }

    /** The first word of this name is that of the object itself. */
    static String ofObject(String sql, String from, String to) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        int first = 0;
        while (first < tokens.size() && !isNamed(tokens, first, from)) {
            first++;
        }
        int own = first;
        return replaced(sql, tokens, to, i -> i == own);
    }

    /** A name, or names in parentheses. */
    static String ofName(String name, String from, String to) {
        return ofColumn(name, from, to);
    }

    private static boolean isNamed(List<SqlToken> tokens, int index, String name) {
        return tokens.get(index).isName() && tokens.get(index).text().equals(name);
    }

    private static boolean isTable(List<SqlToken> tokens, int index) {
        return index > 0
                && BEFORE_TABLE.contains(tokens.get(index - 1).text())
                && tokens.get(index - 1).kind() == SqlToken.Kind.WORD;
    }

    private static boolean isBeforeDot(List<SqlToken> tokens, int index) {
        return index + 1 < tokens.size() && tokens.get(index + 1).is(".");
    }

    private static String replaced(String sql, List<SqlToken> tokens, String to, IntPredicate which) {
        StringBuilder text = new StringBuilder();
        int rest = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (which.test(i)) {
                text.append(sql, rest, tokens.get(i).start()).append(to);
                rest = tokens.get(i).end();
            }
        }
        return text.append(sql.substring(rest)).toString();
    }
}
