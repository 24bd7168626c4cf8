package dev.aegis.db;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the JSON that the component itself stores. */
final class JsonText {
    /** Reads what either engine holds: PostgreSQL writes 1e1000 as 1001 digits, and other programs nest deeper. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    /** SQLite's own functions read no deeper. */
    private static final int MAX_DEPTH = 1_000;

    private JsonText() {}

    static void requireDocument(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("not JSON: the text is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("not JSON: something follows the document");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document, if both engines keep it as it is.
     *
     * @throws IllegalArgumentException if one of them would refuse it, or change what it says
     */
    static String requireStorable(String document) {
        StorableValues.text(document);
        boolean escapes = document.contains("\\u");
        try (JsonParser parser = FACTORY.createParser(document)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            int depth = 0;
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token.isStructStart() && ++depth > MAX_DEPTH) {
                    throw new IllegalArgumentException("the JSON nests deeper than " + MAX_DEPTH + " levels");
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isNumeric()) {
                    requireDigits(parser.getText());
                } else if (escapes && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
                    StorableValues.text(parser.getText());
                }
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the JSON cannot be stored: " + e.getOriginalMessage() + "; PostgreSQL keeps one of equal keys", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireDigits(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        String digits = e < 0 ? number : number.substring(0, e);
        int point = digits.indexOf('.');
        int before = (point < 0 ? digits.length() : point) - (digits.startsWith("-") ? 1 : 0);
        int after = point < 0 ? 0 : digits.length() - point - 1;
        // An exponent of more characters is out of any bounds, and might not be an int.
        long exponent = e < 0 ? 0 : Long.parseLong(number, e + 1, Math.min(number.length(), e + 12), 10);
        StorableValues.requireDigits(before + exponent, after - exponent);
    }

    static String ofStrings(List<String> strings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartArray();
            for (String string : strings) {
                generator.writeString(string);
            }
            generator.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is not an array of strings */
    static List<String> toStrings(String text) {
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("not an array of strings");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw new IllegalArgumentException("not an array of strings");
                }
                strings.add(parser.getText());
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("not an array of strings, something follows it");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not an array of strings", e);
        }
        return List.copyOf(strings);
    }
}
