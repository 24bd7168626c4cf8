package dev.aegis.migrations.generate;

import java.util.List;

/** Questions about an expression in SQL, and changes of it. */
final class SqlText {
    private SqlText() {}

    /** Whether a name stands in it. */
    static boolean mentions(String expression, String name) {
        return SqlTokens.of(expression).stream()
                .anyMatch(token -> token.isName() && token.text().equals(name));
    }

    /** With one name in place of another. */
    static String rename(String expression, String from, String to) {
        StringBuilder renamed = new StringBuilder();
        int rest = 0;
        for (SqlToken token : SqlTokens.of(expression)) {
            if (token.isName() && token.text().equals(from)) {
                renamed.append(expression, rest, token.start()).append(to);
                rest = token.end();
            }
        }
        return renamed.append(expression.substring(rest)).toString();
    }

    /** Whether two expressions differ in nothing but spaces, comments, and the case of words. */
    static boolean same(String one, String other) {
        return words(one).equals(words(other));
    }

    private static List<String> words(String expression) {
        return SqlTokens.of(expression).stream().map(SqlToken::text).toList();
    }

    /** A constant string without its quotes. */
    static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }
}
