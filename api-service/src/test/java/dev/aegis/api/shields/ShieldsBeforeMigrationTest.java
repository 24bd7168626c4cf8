package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.api.ApiTest;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.migrations.Migrator;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class ShieldsBeforeMigrationTest {
    private static final String BODY = "{\"name\":\"x\"}";

    @Test
    void nobodyForgesUntilTheTablesAreThere(TestDatabase database) {
        try (RunningService service = ApiTest.start(database, Map.of())) {
            Client client = new Client(service.uri());

            Answer refused = client.post("/shields", BODY);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/not-ready");

            Migrator.of(DatabaseConfig.of(database.url())).migrate();
            assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
            assertThat(client.post("/shields", BODY).status()).isEqualTo(201);
        }
    }
}
