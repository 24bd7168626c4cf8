package dev.aegis.migrations.generate;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Questions about SQL, and changes of it, that leave the rest of its text as it stands. */
final class SqlText {
    private SqlText() {}

    /** Whether a name stands in it. */
    static boolean mentions(String expression, String name) {
        return SqlLexer.tokens(expression).stream()
                .anyMatch(token -> token.isName() && token.text().equals(name));
    }

    /** With one name in place of another. */
    static String rename(String expression, String from, String to) {
        StringBuilder renamed = new StringBuilder();
        int rest = 0;
        for (SqlToken token : SqlLexer.tokens(expression)) {
            if (token.isName() && token.text().equals(from)) {
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
