package dev.aegis.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.aegis.dropwizard.testing.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of a running service, as a yardstick for its answers. */
public final class DocumentedApi {
    private static final String BASE = "https://aegis.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;
    private final SchemaRegistry schemas;

    public DocumentedApi(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(BASE, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public JsonNode document() {
        return document;
    }

    /** All operations, such as {@code GET /path/{id}}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Holds an answer to what the document says about its operation, status and media type. */
    public void assertDocumented(String method, String path, Answer answer) {
        JsonNode operation = document.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        JsonNode response = resolve(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isObject())
                .as("%s %s documents status %s", method, path, answer.status())
                .isTrue();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(answer.header(name)).as(name).isNotEmpty());
        if (!response.has("content")) {
            assertThat(answer.text()).isEmpty();
            return;
        }
        JsonNode content = response.get("content").path(answer.header("Content-Type"));
        assertThat(content.isObject())
                .as("%s %s documents %s", method, path, answer.header("Content-Type"))
                .isTrue();
        assertValid(content.get("schema"), answer.json());
    }

    /** Holds a value to a schema of the document: a reference, or one that is written out where it is used. */
    void assertValid(JsonNode schema, JsonNode value) {
        assertThat(schemas.getSchema(withAbsoluteReferences(schema)).validate(value))
                .as(value.toString())
                .isEmpty();
    }

    /** Outside of the document, too, they lead into it. */
    private static JsonNode withAbsoluteReferences(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        for (JsonNode parent : copy.findParents("$ref")) {
            String reference = parent.get("$ref").asText();
            ((ObjectNode) parent).put("$ref", reference.startsWith("#") ? BASE + reference : reference);
        }
        return copy;
    }

    /** What a reference refers to; other nodes themselves. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    /** How many examples there are, all of which are checked against their schemas. */
    public int validExamples() {
        return validExamples(document);
    }

    private int validExamples(JsonNode node) {
        int count = 0;
        if (node.has("schema")) {
            if (node.has("example")) {
                assertValid(node.get("schema"), node.get("example"));
                count++;
            }
            for (JsonNode example : node.path("examples")) {
                assertValid(node.get("schema"), example.get("value"));
                count++;
            }
        }
        for (JsonNode child : node) {
            count += validExamples(child);
        }
        return count;
    }
}
