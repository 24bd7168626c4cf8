package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.api.ApiTest;
import dev.aegis.api.docs.DocumentedApi;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document says about shields is what happens to them. */
class ShieldsDocumentTest extends ApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DocumentedApi api =
            new DocumentedApi(client.get("/openapi.json").json());

    ShieldsDocumentTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void hasTheOperationsAndTheirExamples() {
        assertThat(api.operations())
                .contains(
                        "GET /shields",
                        "POST /shields",
                        "GET /shields/{id}",
                        "PATCH /shields/{id}",
                        "DELETE /shields/{id}");
        assertThat(api.validExamples()).isGreaterThan(15);
    }

    @Test
    void documentsTheBoundsThatAreKept() {
        ObjectNode least = MAPPER.createObjectNode();
        ObjectNode most = MAPPER.createObjectNode();
        Map<String, JsonNode> fields = fields("NewShield");
        fields.forEach((name, schema) -> {
            least.set(name, extreme(schema, false, 0));
            most.set(name, extreme(schema, true, 0));
        });
        assertThat(client.post("/shields", least.toString()).status()).isEqualTo(201);
        assertThat(client.post("/shields", most.toString()).status()).isEqualTo(201);

        fields.forEach((name, schema) -> {
            assertRefused(most.deepCopy().set(name, extreme(schema, true, 1)), name);
            if (!name.equals("enchantment")) {
                assertRefused(most.deepCopy().set(name, extreme(schema, false, 1)), name);
            }
        });
        assertThat(fields("ShieldChange").keySet()).isEqualTo(fields.keySet());
    }

    @Test
    void documentsTheBoundsAndTheDefaultOfAPage() {
        JsonNode limit = api.document().at("/paths/~1shields/get/parameters/0/schema");
        int max = limit.get("maximum").intValue();
        for (int i = 0; i <= limit.get("default").intValue(); i++) {
            client.post("/shields", "{\"name\":\"x\"}");
        }

        assertThat(client.get("/shields?limit=" + max).status()).isEqualTo(200);
        assertThat(client.get("/shields?limit=" + (max + 1)).status()).isEqualTo(422);
        assertThat(client.get("/shields?limit=" + limit.get("minimum")).status())
                .isEqualTo(200);
        assertThat(client.get("/shields?limit=" + (limit.get("minimum").intValue() - 1))
                        .status())
                .isEqualTo(422);
        assertThat(client.get("/shields").json().get("items"))
                .hasSize(limit.get("default").intValue());
    }

    @Test
    void documentsTheDefaultsThatAreTaken() {
        JsonNode shield = client.post("/shields", "{\"name\":\"x\"}").json();

        api.document()
                .at("/components/schemas/NewShield/properties")
                .properties()
                .forEach(field -> {
                    if (field.getValue().has("default")) {
                        assertThat(shield.get(field.getKey()))
                                .isEqualTo(field.getValue().get("default"));
                    }
                });
    }

    @Test
    void documentsTheAnswersThatAreGiven() {
        String full = "{\"name\":\"x\",\"defense_rating\":1,\"material\":\"y\",\"enchantment\":\"z\"}";
        api.assertDocumented("POST", "/shields", client.post("/shields", full));
        api.assertDocumented("POST", "/shields", client.post("/shields", "{\"name\":\"x\"}"));
        api.assertDocumented("POST", "/shields", client.post("/shields", "{"));
        api.assertDocumented("POST", "/shields", client.post("/shields", "{\"colour\":1}"));
        api.assertDocumented("POST", "/shields", client.post("/shields", "x".repeat(100_000)));
        api.assertDocumented("POST", "/shields", send("POST", "/shields", "text/plain", "application/json"));
        api.assertDocumented("POST", "/shields", send("POST", "/shields", "application/json", "text/html"));
        api.assertDocumented("GET", "/shields", client.get("/shields?limit=1"));
        api.assertDocumented("GET", "/shields", client.get("/shields?limit=0"));
        api.assertDocumented("GET", "/shields/{id}", client.get("/shields/1"));
        api.assertDocumented("GET", "/shields/{id}", client.get("/shields/4711"));
        api.assertDocumented("PATCH", "/shields/{id}", client.patch("/shields/1", "{\"enchantment\":null}"));
        api.assertDocumented("PATCH", "/shields/{id}", client.patch("/shields/1", "{\"id\":2}"));
        api.assertDocumented("PATCH", "/shields/{id}", client.patch("/shields/4711", "{}"));
        api.assertDocumented("DELETE", "/shields/{id}", client.delete("/shields/1"));
        api.assertDocumented("DELETE", "/shields/{id}", client.delete("/shields/1"));
        database.execute("alter table forge_events rename to elsewhere");
        api.assertDocumented("POST", "/shields", client.post("/shields", full));
    }

    private Map<String, JsonNode> fields(String schema) {
        Map<String, JsonNode> fields = new TreeMap<>();
        api.document()
                .at("/components/schemas/" + schema + "/properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), api.resolve(field.getValue())));
        return fields;
    }

    /** The least or the most that a schema allows, or something beyond it. */
    private static JsonNode extreme(JsonNode schema, boolean most, int beyond) {
        int sign = most ? 1 : -1;
        if (schema.get("type").asText().equals("integer")) {
            int bound = schema.get(most ? "maximum" : "minimum").intValue();
            return MAPPER.getNodeFactory().numberNode(bound + sign * beyond);
        }
        int bound = schema.path(most ? "maxLength" : "minLength").intValue();
        return MAPPER.getNodeFactory().textNode("x".repeat(bound + sign * beyond));
    }

    private void assertRefused(JsonNode body, String field) {
        Answer answer = client.post("/shields", body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(1);
        assertThat(answer.json().get("errors").get(0).get("field").asText()).isEqualTo(field);
    }

    private Answer send(String method, String path, String contentType, String accept) {
        return client.send(client.request(path)
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .method(method, BodyPublishers.ofString("{\"name\":\"x\"}")));
    }
}
