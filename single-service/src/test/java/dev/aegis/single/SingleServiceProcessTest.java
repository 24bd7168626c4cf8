package dev.aegis.single;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import dev.aegis.migrations.Migrator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small deployment as its user meets it: a process and a file. */
class SingleServiceProcessTest {
    @Test
    void createsItsFileTellsWhatItAppliedAndWhereItListens(@TempDir Path directory) {
        Path file = directory.resolve("data").resolve("app.db");
        try (ServiceProcess service = start(file)) {
            assertThat(new Client(service.uri()).get("/health").status()).isEqualTo(200);
            List<String> lines = service.output();

            assertThat(file).exists();
            assertThat(lines)
                    .filteredOn(line -> line.contains("Applied "))
                    .hasSize(applied(file))
                    .allMatch(line -> line.matches(".* Applied [-\\w]+ in \\d+ ms"));
            assertThat(lines.get(lines.size() - 1))
                    .matches(".* Listening on http://localhost:\\d+ \\(admin http://localhost:\\d+\\)");
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.errors()).isEmpty();
        }
        try (ServiceProcess again = start(file)) {
            assertThat(new Client(again.uri()).get("/health").status()).isEqualTo(200);
            assertThat(again.output()).noneMatch(line -> line.contains("Applied "));
        }
    }

    @Test
    void namesAFileThatItCannotUse(@TempDir Path directory) throws Exception {
        Path file = Files.createDirectory(directory.resolve("app.db"));
        try (ServiceProcess service = start(file)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.errors()).singleElement().asString().startsWith("DATABASE_URL=sqlite:///" + file + ": ");
            assertThat(service.output()).noneMatch(line -> line.contains("Exception"));
        }
    }

    private static int applied(Path file) {
        int applied = Migrator.of(DatabaseConfig.of("sqlite:///" + file))
                .status()
                .applied()
                .size();
        assertThat(applied).isPositive();
        return applied;
    }

    private static ServiceProcess start(Path file) {
        return ServiceProcess.start(SingleServiceApplication.class, Map.of("DATABASE_URL", "sqlite:///" + file));
    }
}
