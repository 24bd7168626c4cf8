package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.exception.NotFoundException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aegis.db.testing.PostgresProvider.NotHere;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an engine may do to the tests. Those that need a real one are skipped where there is none. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
@Timeout(120)
class DockerPostgresProviderTest {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(40);

    @Test
    void theContainerOfAKilledJvmIsRemovedByTheNext() throws IOException, NotHere {
        // scratch directories are of each user's own: this one's are cleaned up by nobody but this test
        String output = OtherJvm.outputOf(
                KilledJvm.class,
                Map.of(),
                List.of("-Duser.name=killed-" + ProcessHandle.current().pid()),
                "docker");
        assumeThat(output).doesNotContain("NotHere");
        Path abandoned = Path.of(OtherJvm.value("directory", output));
        String server = OtherJvm.value("server", output);
        assertThat(server).matches("PostgreSQL \\S+ in Docker \\(postgres:17\\)");
        String container = Files.readString(abandoned.resolve("postgresql/container"));
        DockerContainer running = DockerEngine.find().container(container);
        assertThat(running.isRunning()).isTrue();

        Path scratchDirectories = abandoned.resolve("..").normalize();
        ScratchDirectory.removeAbandoned(scratchDirectories);

        assertThatThrownBy(running::isRunning).isInstanceOf(NotFoundException.class);
        ScratchDirectory.delete(scratchDirectories);
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertPassedOver("tcp://localhost:" + silent.getLocalPort(), "container engine");
        }
    }

    @Test
    void anEngineThatHasNoImageAndNoRegistryIsPassedOver() throws IOException {
        try (Engine engine = new Engine(exchange -> answer(exchange, 500, "{\"message\":\"no such host\"}"))) {
            assertPassedOver(engine.url(), "no image postgres:17 and cannot pull it");
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (Engine engine = new Engine(exchange -> await(never))) {
            assertPassedOver(engine.url(), "its registry has not answered");
            never.countDown();
        }
    }

    private static void assertPassedOver(String dockerHost, String reason) throws IOException {
        long start = System.nanoTime();
        String output = OtherJvm.outputOf(KilledJvm.class, Map.of("DOCKER_HOST", dockerHost), List.of(), "docker");

        assertThat(output).contains("NotHere", reason);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_FEW_SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** An engine without images: as much of its API as it takes to get to the pull. */
    private static final class Engine implements AutoCloseable {

        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Engine(Pull pull) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                if (path.endsWith("/images/create")) {
                    pull.answer(exchange);
                } else if (path.contains("/images/")) {
                    answer(exchange, 404, "{\"message\":\"No such image\"}");
                } else {
                    answer(exchange, 200, "{\"ApiVersion\":\"1.45\",\"OSType\":\"linux\",\"Version\":\"26.1\"}");
                }
            });
            server.start();
        }

        String url() {
            return "tcp://localhost:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private interface Pull {
        void answer(HttpExchange exchange) throws IOException;
    }
}
