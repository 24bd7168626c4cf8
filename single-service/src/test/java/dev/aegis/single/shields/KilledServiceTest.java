package dev.aegis.single.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import dev.aegis.single.SingleServiceApplication;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class KilledServiceTest {
    private static final int WRITERS = 4;
    private static final int ENOUGH = 100;

    @Test
    void losesNoShieldThatItHasAcknowledgedAndStartsAgain(TestDatabase database) throws Exception {
        Map<Long, String> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(ENOUGH);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (ServiceProcess service = start(database)) {
            Client client = new Client(service.uri());
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "Shield of writer " + writer;
                work.add(writers.submit(() -> writeUntilKilled(client, name, acknowledged, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            service.kill();
            for (Future<?> writer : work) {
                writer.get(30, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }

        try (ServiceProcess again = start(database)) {
            Client client = new Client(again.uri());
            assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
            acknowledged.forEach((id, name) ->
                    assertThat(client.get("/shields/" + id).at("/name")).isEqualTo(name));
            assertThat(database.rowCount("forge_events")).isEqualTo(database.rowCount("shields"));
            assertThat(client.post("/shields", "{\"name\":\"After\"}").status()).isEqualTo(201);
            again.terminate();
            assertThat(again.exitCode()).isZero();
        }
    }

    private static void writeUntilKilled(
            Client client, String name, Map<Long, String> acknowledged, CountDownLatch enough) {
        try {
            while (true) {
                Answer answer = client.post("/shields", "{\"name\":\"" + name + "\"}");
                assertThat(answer.status()).isEqualTo(201);
                acknowledged.put(Long.parseLong(answer.at("/id")), name);
                enough.countDown();
            }
        } catch (UncheckedIOException e) {
            // Killed.
        }
    }

    private static ServiceProcess start(TestDatabase database) {
        return ServiceProcess.start(SingleServiceApplication.class, Map.of("DATABASE_URL", database.url()));
    }
}
