package dev.aegis.migrations.generate;

import dev.aegis.migrations.sql.ColumnWords;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Questions about SQL, and changes of it, that leave the rest of its text as it stands. */
final class SqlText {
    private SqlText() {}

    /** Whether a word stands in it. */
    static boolean has(String expression, String word) {
        return SqlLexer.tokens(expression).stream().anyMatch(token -> token.is(word));
    }

    /** Whether it uses a column. */
    static boolean mentions(String expression, String column) {
        List<SqlToken> tokens = SqlLexer.tokens(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> isColumn(tokens, i, column));
    }

    private static boolean isColumn(List<SqlToken> tokens, int index, String column) {
        return tokens.get(index).text().equals(column) && ColumnWords.isColumn(tokens, index);
    }

    /** With one column in place of another. */
    static String rename(String expression, String from, String to) {
        StringBuilder renamed = new StringBuilder();
        int rest = 0;
        List<SqlToken> tokens = SqlLexer.tokens(expression);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (isColumn(tokens, i, from)) {
                renamed.append(expression, rest, token.start()).append(to);
                rest = token.end();
            }
        }
        return renamed.append(expression.substring(rest)).toString();
    }

    /** The statements of a script, without the empty ones. The body of a trigger must not be among them. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        for (SqlToken token : SqlLexer.tokens(script)) {
            if (token.is(";")) {
                statements.add(script.substring(start, token.start()));
                start = token.end();
            }
        }
        statements.add(script.substring(start));
        return statements.stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    }
}
