package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Cable;
import dev.aegis.dropwizard.testing.Client;
import org.junit.jupiter.api.Test;

/** A service whose database goes away and comes back. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class PostgresReadinessTest {
    @Test
    void itLivesButIsNotReadyUntilTheDatabaseIsBack(TestDatabase database) {
        try (Cable cable = new Cable(database.url());
                RunningService service = TestApplication.start(cable.url())) {
            Client client = new Client(service.uri());
            assertThat(client.get("/health/ready").status()).isEqualTo(200);

            cable.cut();
            Answer unready = client.getUntil("/health/ready", 503);
            assertThat(unready.text()).isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"database unavailable\"}");
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            Answer detailed = new Client(service.adminUri()).get("/health/detailed");
            assertThat(detailed.status()).isEqualTo(200);
            assertThat(detailed.json().get("status").asText()).isEqualTo("unhealthy");
            assertThat(detailed.json().get("database").get("fault").asText()).isNotBlank();
            assertThat(detailed.json().get("migrations").isNull()).isTrue();

            cable.mend();
            assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
        }
    }
}
