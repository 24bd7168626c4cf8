package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A service whose SQLite file was moved away says so, and is ready again when the file is back. */
@DisabledOnOs(OS.WINDOWS) // which does not let go of an open file
@DatabaseTest(prepare = FamilyTables.class, isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
class MovedFileReadinessTest {

    @Test
    void withoutItsFileItIsNotReadyAndAnswersNothingFromIt(TestDatabase database) throws IOException {
        Path file = DatabaseUrl.parse(database.url()).file().orElseThrow();
        Path away = file.resolveSibling("away.db");
        try (RunningService service =
                TestApplication.start(new TestApplication(), Map.of("DATABASE_URL", database.url()))) {
            Client client = new Client(service.uri());
            client.getUntil("/health/ready", 200);

            Files.move(file, away);
            assertThat(client.getUntil("/health/ready", 503).text())
                    .isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"database unavailable\"}");
            assertThat(client.get("/read").status()).isEqualTo(503);
            JsonNode report =
                    new Client(service.adminUri()).get("/health/detailed").json();
            assertThat(report.at("/database/fault").asText()).contains("deleted, moved or replaced");

            Files.move(away, file);
            client.getUntil("/health/ready", 200);
            assertThat(client.get("/read").status()).isEqualTo(200);
        }
    }
}
