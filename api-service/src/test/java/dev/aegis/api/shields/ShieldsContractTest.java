package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShieldsContractTest extends ApiTest {
    private static final String BARE = "{\"name\":\"Dragon Scale Shield\"}";
    private static final String FULL = """
            {"name":"Aegis","defense_rating":1000,"material":"goatskin","enchantment":"terrifies"}""";

    ShieldsContractTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void forgesAShieldWithDefaultsAndTellsItsAddress() {
        Instant before = Instant.now();
        Answer forged = client.post("/shields", BARE);

        assertThat(forged.status()).isEqualTo(201);
        assertThat(forged.header("Content-Type")).isEqualTo("application/json");
        assertThat(forged.text())
                .matches(
                        "\\{\"id\":1,\"name\":\"Dragon Scale Shield\",\"defense_rating\":10,\"material\":\"iron\","
                                + "\"enchantment\":null,\"created_at\":\"[-0-9]{10}T[:0-9]{8}(\\.\\d+)?Z\",\"tempered_at\":null}");
        assertThat(Instant.parse(forged.json().get("created_at").asText()))
                .isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
        assertThat(forged.header("Location")).isEqualTo("/shields/1");
        assertThat(client.get(forged.header("Location")).text()).isEqualTo(forged.text());
    }

    @Test
    void forgesAShieldAsTold() {
        JsonNode shield = client.post("/shields", FULL).json();

        assertThat(shield.get("name").asText()).isEqualTo("Aegis");
        assertThat(shield.get("defense_rating").intValue()).isEqualTo(1000);
        assertThat(shield.get("material").asText()).isEqualTo("goatskin");
        assertThat(shield.get("enchantment").asText()).isEqualTo("terrifies");
    }

    @Test
    void recordsTheForgingWithTheShieldAsItWasForged() throws Exception {
        Answer forged = client.post("/shields", FULL);

        List<Map<String, Object>> events = database.query("select * from forge_events");
        assertThat(events).hasSize(1);
        JsonNode payload =
                new ObjectMapper().readTree(String.valueOf(events.get(0).get("payload")));
        assertThat(payload).isEqualTo(forged.json());
        assertThat(String.valueOf(events.get(0).get("tags"))).contains("goatskin", "enchanted");
        assertThat(events.get(0)).containsEntry("processed_at", null);
    }

    @Test
    void acceptsTheWidestValues() {
        String emoji = "\uD83D\uDEE1";
        String body = """
                {"name":"%s","defense_rating":0,"material":"%s","enchantment":"%s"}""".formatted(emoji.repeat(100), emoji.repeat(50), emoji.repeat(200));

        Answer forged = client.post("/shields", body);

        assertThat(forged.status()).isEqualTo(201);
        assertThat(forged.json().get("name").asText()).isEqualTo(emoji.repeat(100));
        assertThat(client.post("/shields", "{\"name\":\"x\",\"defense_rating\":10.0,\"enchantment\":\"\"}")
                        .status())
                .isEqualTo(201);
        assertThat(client.post("/shields", "\uFEFF" + BARE).status()).isEqualTo(201);
    }

    @Test
    void keepsEveryCharacterAsItIs() throws Exception {
        String odd = "' \" \\ % _ \t \u0001 \u0085 \u2028 \u202E \uFEFF \uFFFF e\u0301 \uD83D\uDEE1";
        String body = new ObjectMapper().writeValueAsString(Map.of("name", odd, "material", odd));

        Answer forged = client.post("/shields", body);

        assertThat(forged.json().path("name").asText()).isEqualTo(odd);
        assertThat(client.get("/shields/1").json().get("name").asText()).isEqualTo(odd);
    }

    @Test
    void changesOnlyWhatAPatchNames() {
        JsonNode before = client.post("/shields", FULL).json();

        JsonNode renamed =
                client.patch("/shields/1", "{\"name\":\"Gorgoneion\"}").json();
        assertThat(renamed.get("name").asText()).isEqualTo("Gorgoneion");
        assertThat(renamed.get("enchantment")).isEqualTo(before.get("enchantment"));
        assertThat(renamed.get("created_at")).isEqualTo(before.get("created_at"));

        JsonNode plain = client.patch("/shields/1", "{\"enchantment\":null,\"defense_rating\":3}")
                .json();
        assertThat(plain.get("enchantment").isNull()).isTrue();
        assertThat(plain.get("defense_rating").intValue()).isEqualTo(3);
        assertThat(plain.get("name").asText()).isEqualTo("Gorgoneion");

        Answer untouched = client.patch("/shields/1", "{}");
        assertThat(untouched.status()).isEqualTo(200);
        assertThat(untouched.json())
                .isEqualTo(plain)
                .isEqualTo(client.get("/shields/1").json());
    }

    @Test
    void deletesAShieldWithItsEvents() {
        client.post("/shields", BARE);

        Answer deleted = client.delete("/shields/1");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(client.get("/shields/1").status()).isEqualTo(404);
        assertThat(client.delete("/shields/1").status()).isEqualTo(404);
        assertThat(database.rowCount("forge_events")).isZero();
    }

    @Test
    void saysWhichShieldIsMissing() {
        for (Answer missing : List.of(
                client.get("/shields/4711"), client.delete("/shields/4711"), client.patch("/shields/4711", "{}"))) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.problem()).isEqualTo("/problems/not-found");
            assertThat(missing.json().get("detail").asText()).isEqualTo("There is no shield 4711.");
        }
        for (String nothing : List.of("0", "-1", "+1", "01", "x", "1.0", "99999999999999999999", "1/")) {
            assertThat(client.get("/shields/" + nothing).problem()).isEqualTo("/problems/not-found");
        }
    }
}
