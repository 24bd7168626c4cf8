package dev.aegis.migrations.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text a word in lower case, a quoted name or a string without its quotes, what is wrong with something unended,
 *     anything else as it stands
 * @param source as it stands
 * @param start where it begins in the SQL that it was cut from
 */
public record SqlToken(Kind kind, String text, String source, int start) {

    public enum Kind {
        WORD,
        QUOTED_NAME,
        /** In quotes or dollar quotes. */
        STRING,
        /** With a prefix that says how to read what is in the quotes, as in {@code E'\\n'} or {@code X'00'}. */
        PREFIXED_STRING,
        NUMBER,
        SYMBOL,
        /** A quote or a comment without its end, up to the end of the SQL. */
        UNENDED
    }

    /** Where it ends: the position behind its last character. */
    public int end() {
        return start + source.length();
    }

    public boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** As it stands, but for letters in no quotes: these in lower case. */
    public String lowerCaseSource() {
        return switch (kind) {
            case WORD, NUMBER, SYMBOL -> source.toLowerCase(Locale.ROOT);
            case PREFIXED_STRING -> {
                int quote = source.indexOf('\'');
                yield source.substring(0, quote).toLowerCase(Locale.ROOT) + source.substring(quote);
            }
            case QUOTED_NAME, STRING, UNENDED -> source;
        };
    }
}
