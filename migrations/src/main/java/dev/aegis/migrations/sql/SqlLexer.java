package dev.aegis.migrations.sql;

import dev.aegis.migrations.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL into tokens by PostgreSQL's lexical rules: comments (which nest), strings with doubled quotes and with
 * backslashes, dollar quotes, quoted names. Comments are left out. SQLite's SQL is read by the same rules.
 */
public final class SqlLexer {
    /** With the minus of an exponent, but not that of {@code 0x1e-5}. */
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}(?:[\\p{Nd}._]*[eE][+-](?=\\p{Nd}))?[\\p{L}\\p{Nd}._]*");

    private static final List<String> LONG_OPERATORS = List.of("::", "<=", ">=", "<>", "!=", "||");

    private final String sql;
    private int position;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /** The tokens of any SQL; it never throws. A quote or a comment that does not end is the last one. */
    public static List<SqlToken> tokens(String sql) {
        return new SqlLexer(sql).tokens();
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
        for (SqlToken token : tokens(sql)) {
            if (token.kind() == Kind.UNENDED) {
                throw new UnreadableSqlException(token.text());
            }
            if (token.is(";") && routineDepth == 0) {
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
        if (last.is("atomic") && statement.size() > 1) {
            return statement.get(statement.size() - 2).is("begin") ? 1 : 0;
        }
        if (depth > 0 && last.is("case")) {
            return 1;
        }
        return depth > 0 && last.is("end") ? -1 : 0;
    }

    private List<SqlToken> tokens() {
        List<SqlToken> tokens = new ArrayList<>();
        while (position < sql.length()) {
            int start = position;
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (at("--")) {
                skipLine();
            } else if (!at("/*")) {
                tokens.add(token(start));
            } else if (!skipComment()) {
                tokens.add(unended("a comment", start));
            }
        }
        return tokens;
    }

    /** @param start where the token begins: before the position if that is behind the prefix of a quote */
    private SqlToken token(int start) {
        char c = sql.charAt(position);
        if (c == '\'') {
            return quoted(start == position ? Kind.STRING : Kind.PREFIXED_STRING, start);
        }
        if (c == '"') {
            return quoted(Kind.QUOTED_NAME, start);
        }
        if (c == '$' && !dollarTag().isEmpty()) {
            return dollarQuoted(dollarTag(), start);
        }
        if (Character.isDigit(c)) {
            return number(start);
        }
        if (Character.isLetter(c) || c == '_') {
            return wordOrPrefixedQuote(start);
        }
        position += LONG_OPERATORS.stream().anyMatch(this::at) ? 2 : 1;
        return written(Kind.SYMBOL, start);
    }

    /** A word, unless it is the prefix of a string (E'', B'', X'', N'', U&'') or of a name (U&""). */
    private SqlToken wordOrPrefixedQuote(int start) {
        boolean unicode = at("u&'") || at("u&\"");
        if (unicode || at("e'") || at("b'") || at("x'") || at("n'")) {
            position += unicode ? 2 : 1;
            return token(start);
        }
        while (position < sql.length() && isPartOfWord(sql.charAt(position))) {
            position++;
        }
        return token(Kind.WORD, sql.substring(start, position).toLowerCase(Locale.ROOT), start);
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private SqlToken number(int start) {
        Matcher matcher = NUMBER.matcher(sql).region(position, sql.length());
        position = matcher.lookingAt() ? matcher.end() : position + 1;
        return written(Kind.NUMBER, start);
    }

    private boolean at(String text) {
        return sql.regionMatches(true, position, text, 0, text.length());
    }

    private void skipLine() {
        int end = sql.indexOf('\n', position);
        position = end < 0 ? sql.length() : end + 1;
    }

    /** Whether it ends. */
    private boolean skipComment() {
        int depth = 0;
        do {
            if (position >= sql.length()) {
                return false;
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
        return true;
    }

    private SqlToken quoted(Kind kind, int start) {
        char quote = sql.charAt(position);
        boolean backslashEscapes =
                kind == Kind.PREFIXED_STRING && Character.toLowerCase(sql.charAt(position - 1)) == 'e';
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
                return token(kind, text.toString(), start);
            }
        }
        return unended("a quote (" + quote + ")", start);
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

    private SqlToken dollarQuoted(String tag, int start) {
        int textStart = position + tag.length();
        int textEnd = sql.indexOf(tag, textStart);
        if (textEnd < 0) {
            return unended("a quote (" + tag + ")", start);
        }
        position = textEnd + tag.length();
        return token(Kind.STRING, sql.substring(textStart, textEnd), start);
    }

    private SqlToken unended(String what, int start) {
        position = sql.length();
        return token(Kind.UNENDED, what + " that does not end", start);
    }

    private SqlToken written(Kind kind, int start) {
        return token(kind, sql.substring(start, position), start);
    }

    /** That ends at the position. */
    private SqlToken token(Kind kind, String text, int start) {
        return new SqlToken(kind, text, sql.substring(start, position), start);
    }
}
