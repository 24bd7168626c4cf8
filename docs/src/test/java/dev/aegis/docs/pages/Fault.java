package dev.aegis.docs.pages;

/**
 * Something in a page that is not so.
 *
 * @param line counted from 1
 */
record Fault(String page, int line, String message) {

    @Override
    public String toString() {
        return "%s:%d: %s".formatted(page, line, message);
    }
}
