package dev.aegis.db.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The default of a column of strings: a JSON array as text, as SQLite keeps it. */
final class StringList {
    private static final JsonFactory JSON = new JsonFactory();

    private StringList() {}

    static String toJson(String... strings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeArray(strings, 0, strings.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The same array as PostgreSQL writes it.
     *
     * @throws IllegalArgumentException if it is not an array of strings
     */
    static String toPostgres(String json) {
        return strings(json).stream()
                .map(string -> '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> strings(String text) {
        List<String> strings = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            JsonToken token = json.nextToken();
            while ((token = json.nextToken()) == JsonToken.VALUE_STRING) {
                strings.add(json.getText());
            }
            if (token != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("not a JSON array of strings: " + text);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JSON array of strings: " + text, e);
        }
        return strings;
    }
}
