package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
    private static final ServicePorts PORTS = new ServicePorts("WORKER", 8090, 8091);

    @Test
    void hasDefaultsForAll() {
        ServiceSettings settings = ServiceSettings.fromEnvironment(PORTS, Map.of());

        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.adminPort()).isEqualTo(8091);
        assertThat(settings.bindHost()).isEqualTo("127.0.0.1");
        assertThat(settings.adminBindHost()).isEqualTo("127.0.0.1");
        assertThat(settings.allowedHosts()).isEmpty();
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.database().url().file()).isEqualTo(Optional.of(Path.of("data/app.db")));
    }

    @Test
    void readsAll() {
        ServiceSettings settings = ServiceSettings.fromEnvironment(
                PORTS,
                Map.of(
                        "WORKER_PORT", "1",
                        "WORKER_ADMIN_PORT", " 65535 ",
                        "BIND_HOST", "0.0.0.0",
                        "ALLOWED_HOSTS", "Api.example.com, api,,",
                        "ADMIN_BIND_HOST", "::1",
                        "LOG_LEVEL", "debug",
                        "LOG_FORMAT", "JSON",
                        "DATABASE_URL", "sqlite:////tmp/x.db",
                        "API_PORT", "not ours"));

        assertThat(settings.port()).isEqualTo(1);
        assertThat(settings.adminPort()).isEqualTo(65535);
        assertThat(settings.bindHost()).isEqualTo("0.0.0.0");
        assertThat(settings.adminBindHost()).isEqualTo("::1");
        assertThat(settings.allowedHosts()).containsExactlyInAnyOrder("api.example.com", "api");
        assertThat(settings.logLevel()).isEqualTo(Level.DEBUG);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.database().url().file()).isEqualTo(Optional.of(Path.of("/tmp/x.db")));
    }

    @Test
    void countsABlankValueAsNotSet() {
        assertThat(ServiceSettings.fromEnvironment(PORTS, Map.of("WORKER_PORT", " ", "LOG_LEVEL", ""))
                        .port())
                .isEqualTo(8090);
    }

    @Test
    void reportsAllFaultsAtOnceThoseOfTheDatabaseIncluded() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", "mysql://user:secret@host/db");
        environment.put("WORKER_PORT", "http");
        environment.put("WORKER_ADMIN_PORT", "65536");
        environment.put("ALLOWED_HOSTS", "api, http://api:8080");
        environment.put("LOG_LEVEL", "loud");
        environment.put("LOG_FORMAT", "xml");

        List<String> faults = faults(environment);

        assertThat(faults).hasSize(6);
        assertThat(faults.get(0)).startsWith("DATABASE_URL=mysql://").doesNotContain("secret");
        assertThat(faults.subList(1, 6))
                .containsExactly(
                        "WORKER_PORT=http: not a whole number; use 1 to 65535, or 0 for any free port",
                        "WORKER_ADMIN_PORT=65536: out of range; use 1 to 65535, or 0 for any free port",
                        "ALLOWED_HOSTS=api, http://api:8080: http://api:8080 is not a host name; use names without scheme"
                                + " and port, such as api.example.com, or *",
                        "LOG_LEVEL=loud: unknown; use one of TRACE, DEBUG, INFO, WARN, ERROR, OFF",
                        "LOG_FORMAT=xml: unknown; use text or json");
    }

    @Test
    void refusesOnePortForTwoPurposes() {
        assertThat(faults(Map.of("WORKER_PORT", "9000", "WORKER_ADMIN_PORT", "9000")))
                .containsExactly("WORKER_ADMIN_PORT=9000: the same as WORKER_PORT; choose another port");
        assertThat(ServiceSettings.fromEnvironment(PORTS, Map.of("WORKER_PORT", "0", "WORKER_ADMIN_PORT", "0"))
                        .port())
                .isZero();
    }

    private static List<String> faults(Map<String, String> environment) {
        return catchThrowableOfType(StartupException.class, () -> ServiceSettings.fromEnvironment(PORTS, environment))
                .faults();
    }
}
