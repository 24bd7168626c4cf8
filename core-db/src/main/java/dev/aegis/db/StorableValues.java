package dev.aegis.db;

import java.math.BigDecimal;
import java.util.List;

/**
 * What both engines keep as it is. Anything else is refused when it is bound, on both of them, with {@link
 * IllegalArgumentException}: one of them would change it without a word, or could not give it back.
 */
final class StorableValues {
    /** PostgreSQL's, of a numeric before and after the point. */
    private static final int MAX_DIGITS = 131_072;

    private static final int MAX_SCALE = 16_383;

    private StorableValues() {}

    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("the text holds the character U+0000 at index " + i
                        + ", which PostgreSQL cannot store; remove it, or store bytes");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("the text holds half of a surrogate pair at index " + i
                            + ", which is not a character; do not cut texts between the two halves");
                }
                i++;
            }
        }
        return text;
    }

    static List<String> texts(List<String> texts) {
        for (String text : texts) {
            if (text == null) {
                throw new IllegalArgumentException(
                        "a list of strings holds null, and could not be read again: " + texts);
            }
            text(text);
        }
        return texts;
    }

    /** The number; a negative zero, of which SQLite makes zero, as zero. */
    static double number(double number) {
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException("NaN is not a number, and SQLite would store NULL; bind null for none");
        }
        return number + 0.0;
    }

    static BigDecimal decimal(BigDecimal decimal) {
        requireDigits(decimal.precision() - (long) decimal.scale(), decimal.scale());
        return decimal;
    }

    /** Refuses a number of more digits before and after the point than PostgreSQL stores. */
    static void requireDigits(long before, long after) {
        if (before > MAX_DIGITS || after > MAX_SCALE) {
            throw new IllegalArgumentException("a number of " + Math.max(before, 0) + " digits before the point and "
                    + Math.max(after, 0) + " after it; PostgreSQL stores at most " + MAX_DIGITS + " and " + MAX_SCALE);
        }
    }
}
