package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
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

            List<JsonNode> events = new ArrayList<>();
            for (String line : service.output()) {
                events.add(new ObjectMapper().readTree(line));
            }
            assertThat(events).hasSizeGreaterThanOrEqualTo(4).allSatisfy(event -> {
                assertThat(event.get("level").asText()).isIn("INFO", "ERROR");
                assertThat(event.get("formattedMessage").asText()).isNotBlank();
            });
            assertThat(events)
                    .filteredOn(event -> event.get("throwable").isObject())
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.get("mdc").get("request").asText()).isEqualTo("POST /faults/bug");
                        assertThat(event.get("throwable").get("message").asText())
                                .isEqualTo("secret of the program");
                    });
        }
    }

    @Test
    void settingsThatAreWrongAreNamedAllAtOnce() {
        environment.putAll(Map.of("DATABASE_URL", "oracle://x", "API_PORT", "eighty", "LOG_FORMAT", "xml"));

        assertThat(faults()).hasSize(3).allMatch(line -> line.matches("[A-Z_]+=\\S+: .+; .+"));
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamedWithoutItsPassword() {
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
