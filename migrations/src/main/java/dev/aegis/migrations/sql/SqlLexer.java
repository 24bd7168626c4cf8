package dev.aegis.migrations.sql;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL into tokens by the lexical rules of an engine. Comments are left out. On PostgreSQL comments nest, strings may
 * have a prefix, backslashes and dollar quotes; on SQLite names may also stand in backticks or brackets.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: Lexical Structure</a>
 * @see <a href="https://www.sqlite.org/lang.html">SQLite: tokenize.c reads what "SQL As Understood By SQLite" describes</a>
 */
public final class SqlLexer {
    /** With the minus of an exponent, but not that of {@code 0x1e-5}. */
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}(?:[\\p{Nd}._]*[eE][+-](?=\\p{Nd}))?[\\p{L}\\p{Nd}._]*");

    private static final List<String> LONG_OPERATORS = List.of("::", "<=", ">=", "<>", "!=", "||");

    private final String sql;
    private final boolean isPostgres;
    private int position;

    private SqlLexer(String sql, DatabaseEngine engine) {
        this.sql = sql;
        this.isPostgres = engine == DatabaseEngine.POSTGRESQL;
    }

    /** By the rules of PostgreSQL, which is the form in which a changelog is read. */
    public static List<SqlToken> tokens(String sql) {
        return tokens(sql, DatabaseEngine.POSTGRESQL);
    }

    /** The tokens of any SQL; it never throws. A quote or a comment that does not end is the last one. */
    public static List<SqlToken> tokens(String sql, DatabaseEngine engine) {
        return new SqlLexer(sql, engine).tokens();
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
        if (c == '"' || (!isPostgres && (c == '`' || c == '['))) {
            return quoted(Kind.QUOTED_NAME, start);
        }
        if (isPostgres && c == '$' && !dollarTag().isEmpty()) {
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

    /** A word, unless it is the prefix of a string (X'', on PostgreSQL also E'', B'', N'', U&'') or of a name (U&""). */
    private SqlToken wordOrPrefixedQuote(int start) {
        boolean unicode = isPostgres && (at("u&'") || at("u&\""));
        if (unicode || at("x'") || (isPostgres && (at("e'") || at("b'") || at("n'")))) {
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

    /** PostgreSQL takes a carriage return for the end of a line, SQLite does not. */
    private void skipLine() {
        while (position < sql.length()
                && sql.charAt(position) != '\n'
                && !(isPostgres && sql.charAt(position) == '\r')) {
            position++;
        }
    }

    /** Whether it ends. */
    private boolean skipComment() {
        int depth = 0;
        do {
            if (position >= sql.length()) {
                return false;
            }
            if (at("/*") && (depth == 0 || isPostgres)) {
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
        char open = sql.charAt(position);
        char quote = open == '[' ? ']' : open;
        boolean backslashEscapes =
                kind == Kind.PREFIXED_STRING && Character.toLowerCase(sql.charAt(position - 1)) == 'e';
        StringBuilder text = new StringBuilder();
        for (position++; position < sql.length(); position++) {
            char c = sql.charAt(position);
            if (c == '\\' && backslashEscapes && position + 1 < sql.length()) {
                text.append(sql.charAt(++position));
            } else if (c != quote) {
                text.append(c);
            } else if (open != '[' && position + 1 < sql.length() && sql.charAt(position + 1) == quote) {
                text.append(sql.charAt(++position));
            } else {
                position++;
                return token(kind, text.toString(), start);
            }
        }
        return unended("a quote (" + open + ")", start);
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
