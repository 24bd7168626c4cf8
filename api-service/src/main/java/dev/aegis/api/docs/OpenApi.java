package dev.aegis.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The OpenAPI document: what all features share, and a part of each feature, which lies as {@code openapi.json} beside
 * its classes. Put together while the service starts, by one thread.
 */
public final class OpenApi {
    private static final String FILE = "openapi.json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode document = read(OpenApi.class);

    /**
     * Adds the part of a feature.
     *
     * @param neighbour a class in the feature's package
     */
    public void add(Class<?> neighbour) {
        merge(document, read(neighbour));
    }

    /** The document as put together so far. */
    byte[] json() {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode read(Class<?> neighbour) {
        try (InputStream file = neighbour.getResourceAsStream(FILE)) {
            if (mapper.readTree(file) instanceof ObjectNode part) {
                return part;
            }
            throw new IllegalStateException(FILE + " beside " + neighbour.getName() + " is not a JSON object");
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(FILE + " beside " + neighbour.getName() + " cannot be read", e);
        }
    }

    private static void merge(ObjectNode whole, ObjectNode part) {
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            JsonNode present = whole.get(field.getKey());
            if (present instanceof ObjectNode object && field.getValue() instanceof ObjectNode addition) {
                merge(object, addition);
            } else if (present instanceof ArrayNode array && field.getValue() instanceof ArrayNode addition) {
                array.addAll(addition);
            } else if (present == null) {
                whole.set(field.getKey(), field.getValue());
            } else {
                throw new IllegalStateException("two parts of the OpenAPI document define " + field.getKey());
            }
        }
    }
}
