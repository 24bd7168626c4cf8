package dev.aegis.migrations.sql;

/**
 * A piece of SQL.
 *
 * @param text a word in lower case, a quoted name or a string without its quotes, anything else as it stands
 */
public record SqlToken(Kind kind, String text) {

    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
