package dev.aegis.migrations.lint;

/**
 * A piece of SQL.
 *
 * @param text a word in lower case, a quoted name or a string without its quotes, anything else as it stands
 */
record SqlToken(Kind kind, String text) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
