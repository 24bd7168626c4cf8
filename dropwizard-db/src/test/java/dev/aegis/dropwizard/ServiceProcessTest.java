package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service starts and ends, seen from outside of its process. */
class ServiceProcessTest {
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void chooseDatabase() {
        environment.put("DATABASE_URL", "sqlite:///" + directory.resolve("test.db"));
    }

    @Test
    void aSignalToStopLetsRequestsUnderWayEnd() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(TestApplication.class, environment)) {
            Client client = new Client(service.uri());
            CompletableFuture<Answer> slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
            service.awaitOutput("A slow request is under way");

            service.terminate();

            Answer answer = slow.get(30, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"interrupted\":\"false\"}");
            assertThat(service.exitCode()).isZero();
            assertThat(service.output()).last().asString().contains("Stopped");
            assertThat(service.errors()).isEmpty();
        }
    }

    @Test
    void theLogIsOneJsonObjectALineWhenAskedFor() throws Exception {
        environment.put("LOG_FORMAT", "json");
        try (ServiceProcess service = ServiceProcess.start(TestApplication.class, environment)) {
            Client client = new Client(service.uri());
            client.send(client.request("/faults/bug").POST(BodyPublishers.noBody()));
            service.terminate();
            service.exitCode();

            assertThat(service.output()).hasSizeGreaterThanOrEqualTo(4);
            for (String line : service.output()) {
                JsonNode event = new ObjectMapper().readTree(line);
                assertThat(event.get("level").asText()).isIn("INFO", "ERROR");
                assertThat(event.get("formattedMessage").asText()).isNotBlank();
            }
            assertThat(service.output()).anyMatch(line -> line.contains("secret of the program"));
        }
    }

    @Test
    void settingsThatAreWrongAreNamedAllAtOnce() {
        environment.putAll(Map.of("DATABASE_URL", "oracle://x", "API_PORT", "eighty", "LOG_FORMAT", "xml"));

        assertThat(faults()).hasSize(3).allMatch(line -> line.matches("[A-Z_]+=\\S+: .+; .+"));
    }

    @Test
    void portsThatAreInUseAreNamedBoth() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("API_PORT", Integer.toString(first.getLocalPort()));
            environment.put("API_ADMIN_PORT", Integer.toString(second.getLocalPort()));

            assertThat(faults())
                    .containsExactly(
                            "API_PORT=" + first.getLocalPort()
                                    + ": in use; stop the other process or choose another port",
                            "API_ADMIN_PORT=" + second.getLocalPort()
                                    + ": in use; stop the other process or choose another port");
        }
    }

    @Test
    void addressesOfOtherMachinesAreNamed() {
        environment.put("BIND_HOST", "192.0.2.1");

        assertThat(faults())
                .containsExactly(
                        "BIND_HOST=192.0.2.1: not an address of this machine; use 127.0.0.1, or 0.0.0.0 for all"
                                + " of them");
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.txt"), "Dear Sir or Madam, ".repeat(100));
        environment.put("DATABASE_URL", "sqlite:///" + file);
        assertThat(faults()).singleElement().asString().startsWith("DATABASE_URL=sqlite:///" + file + ": ");

        environment.put("DATABASE_URL", "postgresql://user:secret@localhost:1/db");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("DATABASE_URL=postgresql://user:***@localhost:1/db: ");
    }

    /** The lines on standard error of a start that fails. */
    private List<String> faults() {
        try (ServiceProcess service = ServiceProcess.start(TestApplication.class, environment)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output()).noneMatch(line -> line.contains("Exception"));
            return service.errors();
        }
    }
}
