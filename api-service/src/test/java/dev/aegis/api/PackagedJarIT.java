package dev.aegis.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped: nothing is missing from its class path. */
class PackagedJarIT {
    @Test
    void starts(@TempDir Path directory) {
        Map<String, String> environment = Map.of("DATABASE_URL", "sqlite:///" + directory.resolve("app.db"));
        try (ServiceProcess service = ServiceProcess.start(Path.of("target", "api-service.jar"), environment)) {
            Client client = new Client(service.uri());
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            // part: example
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.post("/shields", "{\"name\":\"x\"}").problem()).isEqualTo("/problems/not-ready");
            // end part: example
            assertThat(new Client(service.adminUri()).get("/health/detailed").at("/version"))
                    .isNotEqualTo("development");
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.errors()).isEmpty();
        }
    }
}
