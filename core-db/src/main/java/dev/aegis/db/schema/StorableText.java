package dev.aegis.db.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Which texts both engines keep as they are. */
final class StorableText {
    /** PostgreSQL's, of a numeric before and after the point. */
    private static final int MAX_DIGITS = 131_072;

    private static final int MAX_SCALE = 16_383;

    private static final JsonFactory JSON = new JsonFactory();

    private StorableText() {}

    /** @throws IllegalArgumentException if an engine would refuse the text or change it */
    static String require(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL keeps no character 0");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("half of a surrogate pair is not a character");
        }
        return text;
    }

    /**
     * As {@link #require}, of all that a JSON document holds.
     *
     * @throws IllegalArgumentException if an engine would refuse it
     */
    static String requireJson(String document) {
        try (JsonParser parser = JSON.createParser(require(document))) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                    require(parser.getText());
                } else if (token.isNumeric()) {
                    requireNumber(new BigDecimal(parser.getText()));
                }
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireNumber(BigDecimal number) {
        if (number.scale() > MAX_SCALE || number.precision() - (long) number.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("PostgreSQL keeps no number of so many digits");
        }
    }
}
