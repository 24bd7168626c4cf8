package dev.aegis.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests made of the document, good ones and bad ones: every answer is documented, and none is the service's fault. */
class GeneratedRequestsTest extends ApiTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DocumentedApi api =
            new DocumentedApi(client.get("/openapi.json").json());

    GeneratedRequestsTest(TestDatabase database) {
        super(database, Map.of());
    }

    /** A request of the document, with at most one thing changed. */
    private record Request(String target, String host, String accept, String contentType, String body) {}

    @Test
    void everyAnswerIsDocumentedAndNoneIsAFailure() {
        int sent = 0;
        for (String operation : api.operations()) {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(method.length() + 1);
            for (Request request : requests(method, path)) {
                Answer answer = send(method, request);

                assertThat(answer.status()).as("%s %s", method, request).isLessThan(500);
                api.assertDocumented(method, path, answer);
                sent++;
            }
        }
        assertThat(sent).isGreaterThanOrEqualTo(20);
    }

    @Test
    void everyOperationSaysWhatMayHappenBeforeIt() {
        for (String operation : api.operations()) {
            String method = operation.substring(0, operation.indexOf(' '));
            JsonNode responses =
                    operation(method, operation.substring(method.length() + 1)).get("responses");
            assertThat(responses.has("400") && responses.has("406") && responses.has("421"))
                    .as(operation)
                    .isTrue();
        }
    }

    private JsonNode operation(String method, String path) {
        return api.document().get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
    }

    private List<Request> requests(String method, String path) {
        JsonNode operation = operation(method, path);
        List<JsonNode> parameters = new ArrayList<>();
        api.document()
                .get("paths")
                .get(path)
                .path("parameters")
                .forEach(parameter -> parameters.add(api.resolve(parameter)));
        operation.path("parameters").forEach(parameter -> parameters.add(api.resolve(parameter)));
        JsonNode content = operation.path("requestBody").path("content");
        String type = content.isEmpty() ? "" : content.fieldNames().next();
        JsonNode schema = content.isEmpty()
                ? NODES.missingNode()
                : api.resolve(content.get(type).get("schema"));
        String body = content.isEmpty() ? "" : example(schema).toString();

        Request good = new Request(target(path, parameters, "", ""), "localhost", "application/json", type, body);
        List<Request> requests = new ArrayList<>(List.of(
                good,
                new Request(good.target(), good.host(), "*/*", type, body),
                new Request(good.target(), good.host(), "text/html", type, body),
                new Request(good.target(), good.host(), "application/problem+json", type, body),
                new Request(good.target(), "evil.example", good.accept(), type, body),
                new Request(
                        good.target() + (good.target().contains("?") ? "&" : "?") + "unknown=%00%FF",
                        good.host(),
                        good.accept(),
                        type,
                        body)));
        for (JsonNode parameter : parameters) {
            for (String value : values(api.resolve(parameter.get("schema")))) {
                String target = target(path, parameters, parameter.get("name").asText(), value);
                requests.add(new Request(target, good.host(), good.accept(), type, body));
            }
        }
        if (!content.isEmpty()) {
            for (String malformed : List.of("", "{", "[]", "null", "1", "{\"unknown\": 1}", "{\"a\": 1, \"a\": 2}")) {
                requests.add(new Request(good.target(), good.host(), good.accept(), type, malformed));
            }
            for (String other : List.of("text/plain", "application/*", "*/*", "application/json;;", "none")) {
                requests.add(new Request(good.target(), good.host(), good.accept(), other, body));
            }
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                for (JsonNode value : fieldValues(api.resolve(field.getValue()))) {
                    ObjectNode changed = example(schema);
                    changed.set(field.getKey(), value);
                    requests.add(new Request(good.target(), good.host(), good.accept(), type, changed.toString()));
                }
            }
        }
        return requests;
    }

    private String target(String path, List<JsonNode> parameters, String changed, String value) {
        String target = path;
        String query = "";
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").asText();
            JsonNode schema = api.resolve(parameter.get("schema"));
            String given = name.equals(changed) ? value : schema.path("minimum").asText("x");
            if (parameter.get("in").asText().equals("path")) {
                target = target.replace("{" + name + "}", given);
            } else if (name.equals(changed) && parameter.get("in").asText().equals("query")) {
                query = "?" + name + "=" + given;
            }
        }
        return target + query;
    }

    /** What is within the bounds of a parameter, at them, and beyond them. */
    private static List<String> values(JsonNode schema) {
        List<String> values = new ArrayList<>(List.of("x", "%20", "-1", "1.5", "99999999999999999999", "%FF", "%00"));
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                values.add(schema.get(bound).bigIntegerValue().toString());
                values.add(schema.get(bound)
                        .bigIntegerValue()
                        .subtract(BigInteger.ONE)
                        .toString());
                values.add(
                        schema.get(bound).bigIntegerValue().add(BigInteger.ONE).toString());
            }
        }
        return values;
    }

    private static List<JsonNode> fieldValues(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.numberNode(-1),
                NODES.numberNode(1.5),
                NODES.textNode(""),
                NODES.textNode(" "),
                NODES.textNode("a\u0000b"),
                NODES.booleanNode(true),
                NODES.objectNode(),
                NODES.arrayNode()));
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                values.add(schema.get(bound));
                values.add(NODES.numberNode(schema.get(bound).bigIntegerValue().add(BigInteger.ONE)));
            }
        }
        if (schema.has("maxLength")) {
            values.add(NODES.textNode("x".repeat(schema.get("maxLength").intValue())));
            values.add(NODES.textNode("x".repeat(schema.get("maxLength").intValue() + 1)));
        }
        return values;
    }

    /** The least that a body has to have. */
    private ObjectNode example(JsonNode schema) {
        ObjectNode example = NODES.objectNode();
        for (JsonNode name : schema.path("required")) {
            JsonNode field = api.resolve(schema.get("properties").get(name.asText()));
            example.set(
                    name.asText(),
                    field.path("type").asText().equals("string")
                            ? NODES.textNode("x"
                                    .repeat(Math.max(1, field.path("minLength").intValue())))
                            : NODES.numberNode(field.path("minimum").intValue()));
        }
        return example;
    }

    private Answer send(String method, Request request) {
        HttpRequest.Builder builder =
                client.request(request.target()).header("Host", request.host()).header("Accept", request.accept());
        if (!request.contentType().isEmpty() && !request.contentType().equals("none")) {
            builder.header("Content-Type", request.contentType());
        }
        return client.send(builder.method(
                method,
                request.contentType().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body())));
    }
}
