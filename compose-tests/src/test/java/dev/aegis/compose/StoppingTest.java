package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code docker compose stop} cuts nobody off. */
class StoppingTest {
    private static final String BODY = "{\"name\":\"Sent in two parts\"}";

    @Test
    void aRequestUnderWayEndsAndSoDoesEveryContainerWithZero() throws Exception {
        try (Stack stack = Stack.up()) {
            DockerCompose compose = stack.compose();
            Http api = stack.api();
            CompletableFuture<String> stop;
            String answer;
            try (Socket socket = new Socket(api.base().getHost(), api.base().getPort())) {
                socket.setSoTimeout(30_000);
                OutputStream out = socket.getOutputStream();
                send(
                        out,
                        "POST /shields HTTP/1.1\r\nHost: api\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(0, 10));
                stop = CompletableFuture.supplyAsync(() -> compose.run("stop"));
                Eventually.within(
                        Duration.ofSeconds(20),
                        "the API is stopping",
                        () -> compose.run("logs", "api").contains("Stopping"));
                send(out, BODY.substring(10));
                answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
            stop.join();

            assertThat(answer).startsWith("HTTP/1.1 201");
            for (String service : new String[] {"postgres", "migrate", "api", "scheduler"}) {
                assertThat(compose.inspect(service, "{{.State.Status}} {{.State.ExitCode}}"))
                        .as(service)
                        .isEqualTo("exited 0");
            }
            compose.run("start", "postgres");
            Eventually.within(Duration.ofSeconds(60), "PostgreSQL answers", () -> compose.isHealthy("postgres", 1));
            assertThat(compose.count("select count(*) from shields where name = 'Sent in two parts'"))
                    .isEqualTo(1);
        }
    }

    private static void send(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
