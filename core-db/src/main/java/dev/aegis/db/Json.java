package dev.aegis.db;

/**
 * A JSON document as its text: {@code jsonb} on PostgreSQL, {@code text} on SQLite.
 *
 * <p>PostgreSQL gives a document back with its own spacing and order of keys, so two equal documents may differ as text:
 * compare what a JSON library reads from them, not this record.
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
