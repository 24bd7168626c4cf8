package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under load and comes back: so do the services, without anybody's help, and nothing is lost. */
class PostgresRestartTest {
    private static final int WRITERS = 4;
    private static final long BETWEEN_PROBES = 100_000_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> liveness = new ConcurrentLinkedQueue<>();

    @Test
    void theServicesRecoverByThemselves() throws Exception {
        try (Stack stack = Stack.up()) {
            DockerCompose compose = stack.compose();
            Http api = stack.api();
            ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 1);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                running.add(pool.submit(() -> forge(api)));
            }
            running.add(pool.submit(() -> probeLiveness(api)));
            pool.shutdown();
            Eventually.within(Duration.ofSeconds(30), "there is load", () -> acknowledged.size() > 100);

            compose.run("stop", "postgres");
            Eventually.within(Duration.ofSeconds(10), "the API is not ready", () -> readiness(api) == 503);
            Eventually.within(
                    Duration.ofSeconds(10), "the scheduler is not ready", () -> schedulerReadiness(compose) == 503);
            assertThat(schedulerLiveness(compose)).isEqualTo(200);
            int before = acknowledged.size();

            compose.run("start", "postgres");
            Eventually.within(
                    Duration.ofSeconds(60),
                    "PostgreSQL answers",
                    () -> compose.attempt("exec", "-T", "postgres", "pg_isready", "--host=127.0.0.1")
                                    .exitCode()
                            == 0);
            Eventually.within(
                    Duration.ofSeconds(5),
                    "both are ready again",
                    () -> readiness(api) == 200 && schedulerReadiness(compose) == 200);
            Eventually.within(Duration.ofSeconds(30), "shields are forged", () -> acknowledged.size() > before + 100);

            over.set(true);
            for (Future<?> one : running) {
                one.get();
            }
            assertThat(answers)
                    .allMatch(answer -> answer.matches("201|503 .*|500 /problems/outcome-unknown"))
                    .contains("503 /problems/database-unavailable");
            assertThat(liveness).isNotEmpty().containsOnly(200);
            Set<Long> stored = compose.sql("select id from shields").stream()
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
            assertThat(stored).containsAll(acknowledged);
            Eventually.within(
                    Duration.ofSeconds(60),
                    "the scheduler works",
                    () -> compose.count("select count(*) from shields where tempered_at is null") == 0);
        }
    }

    private void forge(Http api) {
        while (!over.get()) {
            HttpResponse<String> response = api.forge("Shield");
            JsonNode body = Http.json(response);
            if (response.statusCode() == 201) {
                answers.add("201");
                acknowledged.add(body.get("id").asLong());
            } else {
                answers.add(response.statusCode() + " " + body.get("type").asText());
            }
        }
    }

    private void probeLiveness(Http api) {
        while (!over.get()) {
            liveness.add(api.get("/health/live").statusCode());
            LockSupport.parkNanos(BETWEEN_PROBES);
        }
    }

    private static int readiness(Http api) {
        return api.get("/health/ready").statusCode();
    }

    private static int schedulerReadiness(DockerCompose compose) {
        return schedulerStatus(compose, "/health/ready");
    }

    private static int schedulerLiveness(DockerCompose compose) {
        return schedulerStatus(compose, "/health/live");
    }

    /** Nothing of the scheduler is published: it is asked from inside. */
    private static int schedulerStatus(DockerCompose compose, String path) {
        String status = compose.run(
                "exec",
                "-T",
                "scheduler",
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "http://127.0.0.1:8090" + path);
        return Integer.parseInt(status.strip());
    }
}
