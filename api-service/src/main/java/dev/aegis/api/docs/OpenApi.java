package dev.aegis.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The OpenAPI document: what all features share, and a part of each feature, which lies as {@code openapi.json} beside
 * its classes. Put together while the service starts, by one thread.
 */
public final class OpenApi {
    private static final String FILE = "openapi.json";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete", "head", "options");
    /** What happens before a request reaches its operation: it cannot be read, Accept names nothing, it is for another host. */
    private static final Map<String, String> COMMON =
            Map.of("400", "Malformed", "406", "NotAcceptable", "421", "Misdirected");

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
            ObjectNode complete = document.deepCopy();
            complete.get("paths")
                    .forEach(path -> METHODS.forEach(method -> {
                        if (path.path(method).path("responses") instanceof ObjectNode responses) {
                            addCommonResponses(responses);
                        }
                    }));
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What every operation may answer, whatever it does; in the order of the numbers. */
    private static void addCommonResponses(ObjectNode responses) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        COMMON.forEach((status, name) -> sorted.put(
                status, JsonNodeFactory.instance.objectNode().put("$ref", "#/components/responses/" + name)));
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        responses.setAll(sorted);
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
