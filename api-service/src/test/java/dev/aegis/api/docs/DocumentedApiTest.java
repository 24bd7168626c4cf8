package dev.aegis.api.docs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the yardstick measures: a schema may be named, or be written out where it is used. */
class DocumentedApiTest {
    private final DocumentedApi api = new DocumentedApi(json("""
            {"components": {"schemas": {"Rune": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}}}}
            """));

    @Test
    void whatFitsTheSchemaIsValid() {
        api.assertValid(json("""
                {"$ref": "#/components/schemas/Rune"}"""), json("{\"id\": 1}"));
        api.assertValid(json("""
                {"type": "array", "items": {"$ref": "#/components/schemas/Rune"}}"""), json("[{\"id\": 1}]"));
    }

    @Test
    void whatDoesNotIsNot() {
        for (String value : List.of("{}", "[{}]", "[{\"id\": \"one\"}]")) {
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> api.assertValid(json("""
                    {"type": "array", "items": {"$ref": "#/components/schemas/Rune"}}"""), json(value)));
        }
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
