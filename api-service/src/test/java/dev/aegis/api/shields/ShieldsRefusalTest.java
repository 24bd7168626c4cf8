package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused, and that nothing is stored or changed by it. */
class ShieldsRefusalTest extends ApiTest {
    private static final String EXISTING = "/shields/1";
    private static final int MANY = 200_000;

    private String before = "";

    ShieldsRefusalTest(TestDatabase database) {
        super(database, Map.of());
    }

    @BeforeEach
    void forgeOne() {
        client.post("/shields", "{\"name\":\"Old Shield\"}");
        before = client.get("/shields").text();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(client.get("/shields").text()).isEqualTo(before);
        assertThat(database.rowCount("shields")).isEqualTo(1);
        assertThat(database.rowCount("forge_events")).isEqualTo(1);
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        List<String> bodies = List.of(
                "",
                " ",
                "{",
                "{\"name\":\"x\"",
                "{\"name\":\"x\",}",
                "{'name':'x'}",
                "{name:\"x\"}",
                "{\"name\":\"x\"} {}",
                "{\"name\":\"x\"}]",
                "{\"name\":\"x\",\"name\":\"y\"}",
                "{\"name\":\"x\",\"defense_rating\":NaN}",
                "{\"name\":\"x\",\"defense_rating\":010}",
                "{\"name\":\"a\nb\"}",
                "name=x",
                "{\"name\":\"x\",\"half of a pair \\ud83d\":1}",
                "{\"name\":\"x\",\"defense_rating\":1e99999999999}",
                "[".repeat(5000));
        for (String body : bodies) {
            for (Answer answer : List.of(client.post("/shields", body), client.patch(EXISTING, body))) {
                assertRefused(answer, 400, "/problems/malformed");
            }
        }
        byte[] notUtf8 = "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                client.send("POST", "/shields", "application/json", BodyPublishers.ofByteArray(notUtf8)),
                400,
                "/problems/malformed");
    }

    @Test
    void jsonThatIsNoObjectIsInvalid() {
        for (String body : List.of("[]", "[{\"name\":\"x\"}]", "\"x\"", "1", "true", "null")) {
            assertInvalid(client.post("/shields", body), "");
            assertInvalid(client.patch(EXISTING, body), "");
        }
    }

    @Test
    void everyBoundIsKept() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("\"name\":\"\"", "name");
        wrong.put("\"name\":\" \\t\\n\\u00a0\\u2003\"", "name");
        wrong.put("\"name\":\"" + "n".repeat(101) + "\"", "name");
        wrong.put("\"name\":\"" + "\uD83D\uDEE1".repeat(101) + "\"", "name");
        wrong.put("\"name\":\"a\\u0000b\"", "name");
        wrong.put("\"name\":\"a\\ud83d\"", "name");
        wrong.put("\"name\":\"\\udee1a\"", "name");
        wrong.put("\"name\":null", "name");
        wrong.put("\"name\":1", "name");
        wrong.put("\"name\":{}", "name");
        wrong.put("\"name\":[\"x\"]", "name");
        wrong.put("\"defense_rating\":-1", "defense_rating");
        wrong.put("\"defense_rating\":1001", "defense_rating");
        wrong.put("\"defense_rating\":10.5", "defense_rating");
        wrong.put("\"defense_rating\":4294967306", "defense_rating");
        wrong.put("\"defense_rating\":1e400", "defense_rating");
        wrong.put("\"defense_rating\":1e-400", "defense_rating");
        wrong.put("\"defense_rating\":99999999999999999999999999", "defense_rating");
        wrong.put("\"defense_rating\":\"10\"", "defense_rating");
        wrong.put("\"defense_rating\":true", "defense_rating");
        wrong.put("\"defense_rating\":null", "defense_rating");
        wrong.put("\"material\":\"\"", "material");
        wrong.put("\"material\":\"  \"", "material");
        wrong.put("\"material\":\"" + "m".repeat(51) + "\"", "material");
        wrong.put("\"material\":null", "material");
        wrong.put("\"enchantment\":\"" + "e".repeat(201) + "\"", "enchantment");
        wrong.put("\"enchantment\":\"\\u0000\"", "enchantment");
        wrong.put("\"enchantment\":7", "enchantment");
        wrong.put("\"id\":7", "id");
        wrong.put("\"created_at\":\"2026-01-01T00:00:00Z\"", "created_at");
        wrong.put("\"tempered_at\":null", "tempered_at");
        wrong.put("\"colour\":\"red\"", "colour");
        wrong.put("\"defenseRating\":1", "defenseRating");
        wrong.put("\"" + "f".repeat(101) + "\":1", "f".repeat(100) + "\u2026");
        wrong.forEach((fields, field) -> {
            String name = field.equals("name") ? "" : "\"name\":\"x\",";
            assertInvalid(client.post("/shields", "{" + name + fields + "}"), field);
            assertInvalid(client.patch(EXISTING, "{" + fields + "}"), field);
        });
    }

    @Test
    void allInvalidFieldsAreNamedAtOnce() {
        String body = """
                {"defense_rating":-1,"material":1,"enchantment":[],"colour":"red"}""";

        assertInvalid(client.post("/shields", body), "name", "defense_rating", "material", "enchantment", "colour");
        assertInvalid(client.patch(EXISTING, body), "defense_rating", "material", "enchantment", "colour");
    }

    @Test
    void aFloodOfUnknownFieldsIsNotRepeated() {
        StringBuilder body = new StringBuilder("{\"name\":\"x\"");
        for (int i = 0; i < 5000; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        Answer answer = client.post("/shields", body.append('}').toString());

        assertRefused(answer, 422, "/problems/validation");
        assertThat(answer.json().get("errors")).hasSize(20);
    }

    @Test
    void pageParametersAreChecked() {
        for (String limit : List.of("0", "-1", "101", "x", "", "1.5", "99999999999", "%2B5", "%D9%A3")) {
            assertInvalid(client.get("/shields?limit=" + limit), "limit");
        }
        for (String after : List.of("", "1", "x", "aWQ6", "aWQ6MQ==", "aWQ6KzE", "%00", "aWQ6MDE")) {
            assertInvalid(client.get("/shields?after=" + after), "after");
        }
        assertInvalid(client.get("/shields?limit=0&after=x"), "limit", "after");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAndWithoutContentLength() {
        byte[] body = ("{\"name\":\"" + "n".repeat(MANY) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertRefused(
                client.send("POST", "/shields", "application/json", BodyPublishers.ofByteArray(body)),
                413,
                "/problems/too-large");
        assertRefused(
                client.send(
                        "POST",
                        "/shields",
                        "application/json",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                413,
                "/problems/too-large");
    }

    @Test
    void otherMediaTypesAreRefused() {
        String body = "{\"name\":\"x\"}";
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "image/*")) {
            assertRefused(
                    client.send("POST", "/shields", type, BodyPublishers.ofString(body)),
                    415,
                    "/problems/unsupported-media-type");
            assertRefused(
                    client.send("PATCH", EXISTING, type, BodyPublishers.ofString(body)),
                    415,
                    "/problems/unsupported-media-type");
        }
        assertRefused(
                client.send(client.request("/shields").POST(BodyPublishers.ofString(body))),
                415,
                "/problems/unsupported-media-type");
        assertRefused(
                client.send(client.request("/shields")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString(body))),
                415,
                "/problems/unsupported-media-type");
        assertRefused(
                client.send("POST", "/shields", "application/merge-patch+json", BodyPublishers.ofString(body)),
                415,
                "/problems/unsupported-media-type");
    }

    @Test
    void otherMethodsAndRepresentationsAreRefused() {
        Answer put = client.put(EXISTING, "{}");
        assertRefused(put, 405, "/problems/method-not-allowed");
        assertThat(put.header("Allow")).contains("GET", "PATCH", "DELETE");
        assertRefused(client.delete("/shields"), 405, "/problems/method-not-allowed");
        assertRefused(
                client.send(client.request("/shields").header("Accept", "text/html")), 406, "/problems/not-acceptable");
        assertRefused(
                client.send(client.request("/shields")
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"x\"}"))),
                406,
                "/problems/not-acceptable");
    }

    private static void assertRefused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(type);
        assertThat(answer.json().get("status").intValue()).isEqualTo(status);
        assertThat(answer.json().get("title").asText()).isNotBlank();
        assertThat(answer.headers().map()).doesNotContainKey("server");
        assertThat(answer.text()).doesNotContain("Exception", "dev.aegis", "jackson", "jetty", "sql");
    }

    private static void assertInvalid(Answer answer, String... fields) {
        assertRefused(answer, 422, "/problems/validation");
        List<String> named = new ArrayList<>();
        for (JsonNode error : answer.json().get("errors")) {
            named.add(error.get("field").asText());
            assertThat(error.get("message").asText()).isNotBlank();
        }
        assertThat(named).as(answer.text()).containsExactly(fields);
    }
}
