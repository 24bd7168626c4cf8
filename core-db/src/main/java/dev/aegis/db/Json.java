package dev.aegis.db;

/**
 * A JSON document as its text: {@code jsonb} on PostgreSQL, {@code text} on SQLite.
 *
 * <p>PostgreSQL gives a document back with its own spacing and order of keys, so two equal documents may differ as text:
 * compare what a JSON library reads from them, not this record.
 *
 * <p>Stored is what both engines keep: a document with the character U+0000 or half of a surrogate pair, with a key that one
 * object has twice, with a number of more than 131072 digits before or 16383 after its point, or with more than 1000 levels is
 * refused with {@link IllegalArgumentException} when it is bound.
 *
 * @param text a complete JSON document
 */
public record Json(String text) {

    /**
     * Checks the syntax.
     *
     * @throws IllegalArgumentException if the text is not one JSON document
     */
    public Json {
        JsonText.requireDocument(text);
    }
}
