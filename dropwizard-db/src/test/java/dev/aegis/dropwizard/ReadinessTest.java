package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class ReadinessTest {
    private final AtomicInteger checks = new AtomicInteger();
    private final RunningService service;
    private final Client client;
    private volatile SchemaState schema = TestApplication.CURRENT;
    private volatile CountDownLatch hurdle = new CountDownLatch(0);

    ReadinessTest(TestDatabase database) {
        this.service = TestApplication.start(database.url(), this::look);
        this.client = new Client(service.uri());
    }

    private SchemaState look(Connection connection) {
        checks.incrementAndGet();
        try {
            hurdle.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return schema;
    }

    @AfterEach
    void stop() {
        hurdle.countDown();
        service.close();
    }

    @Test
    void aServiceThatCanWorkIsHealthyOnAllPages() {
        for (String page : List.of("/health", "/health/live", "/health/ready")) {
            Answer answer = client.get(page);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"status\":\"healthy\"}");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void pendingChangesetsMakeItUnreadyUntilTheyAreApplied() {
        schema = new SchemaState(1, List.of("0002-b", "0003-c"), List.of(), Optional.empty());

        Answer unready = client.getUntil("/health/ready", 503);
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.text()).isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"2 changesets pending\"}");
        assertThat(client.get("/health").text()).isEqualTo("{\"status\":\"unhealthy\"}");
        assertThat(client.get("/health/live").status()).isEqualTo(200);

        schema = TestApplication.CURRENT;
        assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
    }

    @Test
    void aSchemaThatBecomesNewerWhileItRunsDoesNotMatter() {
        int before = checks.get();
        schema = new SchemaState(1, List.of(), List.of("0002-b"), Optional.empty());

        while (checks.get() == before) {
            client.get("/health/ready");
        }
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aFloodOfProbesIsOneCheck() {
        CountDownLatch open = new CountDownLatch(1);
        int before = checks.get();
        hurdle = open;
        List<CompletableFuture<Answer>> probes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            probes.add(CompletableFuture.supplyAsync(() -> client.get("/health/ready")));
        }
        while (checks.get() == before) {
            Thread.onSpinWait();
        }
        open.countDown();

        assertThat(probes)
                .allSatisfy(probe ->
                        assertThat(probe.get(10, TimeUnit.SECONDS).status()).isEqualTo(200));
        // A second one only if the flood took longer than an answer is good for.
        assertThat(checks.get() - before).isBetween(1, 2);
    }

    @Test
    void aCheckThatHangsIsNotWaitedForAndNotJoined() {
        CountDownLatch open = new CountDownLatch(1);
        int before = checks.get();
        hurdle = open;
        Instant start = Instant.now();

        Answer first = client.getUntil("/health/ready", 503);
        Instant told = Instant.now();
        Answer second = client.get("/health/ready");

        assertThat(first.text()).contains("\"reason\":\"database does not answer\"");
        assertThat(Duration.between(start, told)).isLessThan(Duration.ofSeconds(8));
        assertThat(second.status()).isEqualTo(503);
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(client.get("/health/live").status()).isEqualTo(200);
        assertThat(checks.get() - before).isEqualTo(1);

        open.countDown();
        assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
    }
}
