package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shape that the aegis command reads. */
@DatabaseTest(prepare = FamilyTables.class, isolation = Isolation.FRESH)
class DetailedHealthTest {
    private static final SchemaState SCHEMA = new SchemaState(
            2,
            List.of("0003-c"),
            List.of(),
            Optional.of(new SchemaState.Applied("0002-b", Instant.parse("2026-01-31T12:00:00Z"))));

    private final AtomicInteger schemaLooks = new AtomicInteger();
    private final TestDatabase database;
    private final RunningService service;

    DetailedHealthTest(TestDatabase database) {
        this.database = database;
        this.service = TestApplication.start(database.url(), connection -> {
            schemaLooks.incrementAndGet();
            return SCHEMA;
        });
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsAllThatTheTreeShows() {
        Answer answer = new Client(service.adminUri()).get("/health/detailed");
        JsonNode report = answer.json();

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(fields(report))
                .containsExactly(
                        "service",
                        "version",
                        "status",
                        "reason",
                        "started_at",
                        "uptime_seconds",
                        "database",
                        "migrations");
        assertThat(report.get("service").asText()).isEqualTo("test-service");
        assertThat(report.get("status").asText()).isEqualTo("unhealthy");
        assertThat(report.get("reason").asText()).isEqualTo("1 changeset pending");
        assertThat(Instant.parse(report.get("started_at").asText())).isBefore(Instant.now());
        assertThat(report.get("uptime_seconds").isIntegralNumber()).isTrue();
        assertThat(report.get("migrations").toString())
                .isEqualTo("{\"applied\":2,\"pending\":1,\"unknown\":0,"
                        + "\"last\":{\"id\":\"0002-b\",\"applied_at\":\"2026-01-31T12:00:00Z\"}}");
    }

    @Test
    void tellsTheFactsOfTheDatabaseWithoutItsCredentials() {
        Answer answer = new Client(service.adminUri()).get("/health/detailed");
        JsonNode facts = answer.json().get("database");

        assertThat(fields(facts))
                .containsExactly(
                        "status",
                        "engine",
                        "fault",
                        "version",
                        "latency_ms",
                        "size_bytes",
                        "tables",
                        "settings",
                        "server_connections",
                        "pool",
                        "slow_transactions");
        assertThat(facts.get("status").asText()).isEqualTo("healthy");
        assertThat(facts.get("fault").isNull()).isTrue();
        assertThat(facts.get("latency_ms").doubleValue()).isPositive();
        assertThat(facts.get("size_bytes").longValue()).isPositive();
        assertThat(facts.get("tables").toString()).contains("{\"name\":\"parents\",\"rows\":1,\"complete\":true}");
        assertThat(fields(facts.get("pool"))).containsExactly("active", "idle", "waiting", "max");
        if (database.engine() == TestEngine.POSTGRESQL) {
            assertThat(fields(facts.get("server_connections"))).containsExactly("used", "max");
        }
        assertThat(answer.text()).doesNotContainIgnoringCase("password");
    }

    @Test
    void theStatusAloneIsAPageOfItsOwn() {
        Answer answer = new Client(service.adminUri()).get("/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"service\":\"test-service\",\"status\":\"unhealthy\",\"reason\":\"1 changeset pending\"}");
    }

    @Test
    void aFloodOfQuestionsIsNoFloodForTheDatabase() {
        Client client = new Client(service.adminUri());
        client.get("/health/detailed");
        int before = schemaLooks.get();

        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> client.get("/health/detailed")));
        }

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200));
        // Readiness and the report each look at the schema, once a second at the most.
        assertThat(schemaLooks.get() - before).isLessThan(20);
    }

    @Test
    void isNotThereForThePublic() {
        assertThat(new Client(service.uri()).get("/health/detailed").status()).isEqualTo(404);
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
