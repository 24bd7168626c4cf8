package dev.aegis.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into tokens by the lexical rules of an engine, and leaves out comments: <a
 * href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL</a>, <a
 * href="https://www.sqlite.org/lang_keywords.html">SQLite</a>.
 */
final class SqlTokens {
    private final String sql;
    private final boolean postgres;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private SqlTokens(String sql, DatabaseEngine engine) {
        this.sql = sql;
        this.postgres = engine == DatabaseEngine.POSTGRESQL;
    }

    /** The tokens of all statements in the text. What is not closed runs to the end. */
    static List<Token> of(String sql, DatabaseEngine engine) {
        SqlTokens scanner = new SqlTokens(sql, engine);
        while (scanner.position < sql.length()) {
            scanner.next();
        }
        return scanner.tokens;
    }

    /**
     * A token.
     *
     * @param text a word or quoted name in lower case and without its quotes; a string without its quotes, as written; a
     *     symbol of one character
     */
    record Token(Type type, String text) {
        /** Whether it may be the name of something. SQLite takes even strings for names. */
        boolean isName(String name) {
            return type != Type.SYMBOL && text.equalsIgnoreCase(name);
        }

        boolean isWord(String word) {
            return type == Type.WORD && text.equals(word);
        }

        boolean isSymbol(char symbol) {
            return type == Type.SYMBOL && text.charAt(0) == symbol;
        }
    }

    /** The kind of a token. */
    enum Type {
        WORD,
        QUOTED_NAME,
        /** A name with Unicode escapes, which are not decoded: it may be any name. */
        ESCAPED_NAME,
        STRING,
        SYMBOL
    }

    private void next() {
        char c = sql.charAt(position);
        if (Character.isWhitespace(c)) {
            position++;
        } else if (sql.startsWith("--", position)) {
            skipLine();
        } else if (sql.startsWith("/*", position)) {
            skipComment();
        } else if (c == '\'') {
            string(1, false);
        } else if (postgres && startsPrefixed('\'')) {
            string(2, Character.toLowerCase(c) == 'e');
        } else if (postgres && isUnicodeEscaped('\'')) {
            string(3, false);
        } else if (postgres && isUnicodeEscaped('"')) {
            quoted(3, '"', Type.ESCAPED_NAME);
        } else if (c == '"' || (!postgres && (c == '`' || c == '['))) {
            quoted(1, c == '[' ? ']' : c, Type.QUOTED_NAME);
        } else if (postgres && c == '$' && startsDollarQuote()) {
            dollarQuoted();
        } else if (isWordStart(c)) {
            word();
        } else {
            add(Type.SYMBOL, position, ++position);
        }
    }

    /** A letter that belongs to the string that follows it. */
    private boolean startsPrefixed(char quote) {
        return "eEbBxXnN".indexOf(sql.charAt(position)) >= 0
                && position + 1 < sql.length()
                && sql.charAt(position + 1) == quote;
    }

    private boolean isUnicodeEscaped(char quote) {
        return sql.regionMatches(true, position, "u&" + quote, 0, 3);
    }

    private void skipLine() {
        while (position < sql.length()) {
            char c = sql.charAt(position++);
            if (c == '\n' || (postgres && c == '\r')) {
                return;
            }
        }
    }

    /** PostgreSQL's comments nest, SQLite's do not. */
    private void skipComment() {
        int depth = 0;
        while (position < sql.length()) {
            if (sql.startsWith("/*", position) && (postgres || depth == 0)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                position++;
            }
        }
    }

    private void string(int prefix, boolean backslashEscapes) {
        int start = position + prefix;
        skipQuoted(start, '\'', backslashEscapes);
        add(Type.STRING, start, Math.max(start, position - 1));
    }

    private void quoted(int prefix, char closing, Type type) {
        int start = position + prefix;
        skipQuoted(start, closing, false);
        add(type, start, Math.max(start, position - 1));
    }

    /** Moves behind the closing quote; a doubled one stands for itself. */
    private void skipQuoted(int start, char closing, boolean backslashEscapes) {
        position = start;
        while (position < sql.length()) {
            char c = sql.charAt(position++);
            if (backslashEscapes && c == '\\') {
                position++;
            } else if (c == closing) {
                if (closing == ']' || position >= sql.length() || sql.charAt(position) != closing) {
                    return;
                }
                position++;
            }
        }
        position = sql.length() + 1; // not closed: there is no quote to leave out
    }

    private boolean startsDollarQuote() {
        return endOfDollarTag() > 0;
    }

    /** Behind {@code $tag$}, or 0 if none begins here. */
    private int endOfDollarTag() {
        int end = position + 1;
        while (end < sql.length() && sql.charAt(end) != '$') {
            char c = sql.charAt(end);
            boolean fits = end == position + 1 ? isWordStart(c) : isWordPart(c);
            if (!fits) {
                return 0;
            }
            end++;
        }
        return end < sql.length() ? end + 1 : 0;
    }

    private void dollarQuoted() {
        int start = endOfDollarTag();
        String tag = sql.substring(position, start);
        int close = sql.indexOf(tag, start);
        int end = close < 0 ? sql.length() : close;
        add(Type.STRING, start, end);
        position = close < 0 ? sql.length() : close + tag.length();
    }

    private void word() {
        int start = position;
        while (position < sql.length() && (isWordPart(sql.charAt(position)) || sql.charAt(position) == '$')) {
            position++;
        }
        add(Type.WORD, start, position);
    }

    private void add(Type type, int start, int end) {
        String text = sql.substring(start, Math.min(end, sql.length()));
        tokens.add(new Token(type, type == Type.STRING ? text : text.toLowerCase(Locale.ROOT)));
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 0x7f;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isDigit(c);
    }
}
