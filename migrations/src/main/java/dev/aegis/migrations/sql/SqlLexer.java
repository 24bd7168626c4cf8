package dev.aegis.migrations.sql;

import dev.aegis.migrations.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL into statements, and these into tokens, by PostgreSQL's lexical rules: comments (which nest), strings with
 * doubled quotes and with backslashes, dollar quotes, quoted names. Comments are left out.
 */
final class SqlLexer {
    private final String sql;
    private int position;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /**
     * The statements of a script, without the empty ones.
     *
     * @throws UnreadableSqlException if a quote or a comment does not end
     */
    static List<List<SqlToken>> statements(String sql) {
        List<List<SqlToken>> statements = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        int routineDepth = 0;
        for (SqlToken token : new SqlLexer(sql).tokens()) {
            if (token.isSymbol(";") && routineDepth == 0) {
                add(statements, current);
                current = new ArrayList<>();
            } else {
                current.add(token);
                routineDepth += routineDepthChange(current, routineDepth);
            }
        }
        add(statements, current);
        return statements;
    }

    private static void add(List<List<SqlToken>> statements, List<SqlToken> statement) {
        if (!statement.isEmpty()) {
            statements.add(List.copyOf(statement));
        }
    }

    /** The body of a routine in standard SQL, BEGIN ATOMIC … END, has semicolons of its own. */
    private static int routineDepthChange(List<SqlToken> statement, int depth) {
        SqlToken last = statement.get(statement.size() - 1);
        if (last.isWord("atomic") && statement.size() > 1) {
            return statement.get(statement.size() - 2).isWord("begin") ? 1 : 0;
        }
        if (depth > 0 && last.isWord("case")) {
            return 1;
        }
        return depth > 0 && last.isWord("end") ? -1 : 0;
    }

    private List<SqlToken> tokens() {
        List<SqlToken> tokens = new ArrayList<>();
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (Character.isWhitespace(c)) {
                position++;
            } else if (at("--")) {
                skipLine();
            } else if (at("/*")) {
                skipComment();
            } else {
                tokens.add(token(c));
            }
        }
        return tokens;
    }

    private SqlToken token(char c) {
        if (c == '\'') {
            return new SqlToken(Kind.STRING, quoted('\'', false));
        }
        if (c == '"') {
            return new SqlToken(Kind.QUOTED_NAME, quoted('"', false));
        }
        if (c == '$' && !dollarTag().isEmpty()) {
            return new SqlToken(Kind.STRING, dollarQuoted(dollarTag()));
        }
        if (Character.isDigit(c)) {
            return new SqlToken(Kind.NUMBER, takeWhileWord(true));
        }
        if (Character.isLetter(c) || c == '_') {
            return wordOrPrefixedQuote();
        }
        if (at("::")) {
            position += 2;
            return new SqlToken(Kind.SYMBOL, "::");
        }
        position++;
        return new SqlToken(Kind.SYMBOL, String.valueOf(c));
    }

    /** A word, unless it is the prefix of a string (E'', B'', X'', N'', U&'') or of a name (U&""). */
    private SqlToken wordOrPrefixedQuote() {
        if (at("u&'") || at("u&\"")) {
            position += 2;
            return token(sql.charAt(position));
        }
        boolean prefixed = position + 1 < sql.length()
                && sql.charAt(position + 1) == '\''
                && "ebxn".indexOf(Character.toLowerCase(sql.charAt(position))) >= 0;
        if (prefixed) {
            boolean escapes = Character.toLowerCase(sql.charAt(position)) == 'e';
            position++;
            return new SqlToken(Kind.STRING, quoted('\'', escapes));
        }
        return new SqlToken(Kind.WORD, takeWhileWord(false).toLowerCase(Locale.ROOT));
    }

    private boolean at(String text) {
        return sql.regionMatches(true, position, text, 0, text.length());
    }

    private void skipLine() {
        int end = sql.indexOf('\n', position);
        position = end < 0 ? sql.length() : end + 1;
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (position >= sql.length()) {
                throw new UnreadableSqlException("a comment that does not end");
            }
            if (at("/*")) {
                depth++;
                position += 2;
            } else if (at("*/")) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0);
    }

    private String quoted(char quote, boolean backslashEscapes) {
        StringBuilder text = new StringBuilder();
        for (position++; position < sql.length(); position++) {
            char c = sql.charAt(position);
            if (c == '\\' && backslashEscapes && position + 1 < sql.length()) {
                text.append(sql.charAt(++position));
            } else if (c != quote) {
                text.append(c);
            } else if (position + 1 < sql.length() && sql.charAt(position + 1) == quote) {
                text.append(sql.charAt(++position));
            } else {
                position++;
                return text.toString();
            }
        }
        throw new UnreadableSqlException("a quote (" + quote + ") that does not end");
    }

    /** The tag at the position, {@code $$} or {@code $body$}; empty if it is a parameter such as {@code $1}. */
    private String dollarTag() {
        int end = position + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean closed = end < sql.length() && sql.charAt(end) == '$';
        boolean parameter = position + 1 < sql.length() && Character.isDigit(sql.charAt(position + 1));
        return closed && !parameter ? sql.substring(position, end + 1) : "";
    }

    private String dollarQuoted(String tag) {
        int start = position + tag.length();
        int end = sql.indexOf(tag, start);
        if (end < 0) {
            throw new UnreadableSqlException("a quote (" + tag + ") that does not end");
        }
        position = end + tag.length();
        return sql.substring(start, end);
    }

    private String takeWhileWord(boolean number) {
        int start = position;
        while (position < sql.length() && isPartOfWord(sql.charAt(position), number)) {
            position++;
        }
        return sql.substring(start, position);
    }

    private static boolean isPartOfWord(char c, boolean number) {
        return Character.isLetterOrDigit(c) || c == '_' || (number ? c == '.' : c == '$');
    }
}
