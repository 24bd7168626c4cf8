package dev.aegis.migrations.generate;

/**
 * A piece of SQL.
 *
 * @param text as it stands; a word in lower case, a quoted name without its quotes
 * @param start where it begins in the statement
 * @param end where it ends
 */
record SqlToken(Kind kind, String text, int start, int end) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
