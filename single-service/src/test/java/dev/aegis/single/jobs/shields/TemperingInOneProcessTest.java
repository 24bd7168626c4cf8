package dev.aegis.single.jobs.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.single.SingleServices;
import dev.aegis.single.jobs.Patience;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class TemperingInOneProcessTest {
    @Test
    void tempersWhatIsForged(TestDatabase database) {
        try (RunningService service = SingleServices.start(database)) {
            Client client = new Client(service.uri());
            Client admin = new Client(service.adminUri());
            client.post("/shields", "{\"name\":\"Dragon Scale Shield\"}");

            Patience.await(() -> admin.post("/jobs/temper-shields/run", "").status() == 200
                    && !client.get("/shields/1").at("/tempered_at").equals("null"));

            assertThat(client.get("/health").status()).isEqualTo(200);
            Answer report = admin.get("/health/detailed");
            assertThat(report.at("/scheduler/status")).isEqualTo("healthy");
            assertThat(report.at("/scheduler/jobs/0/name")).isEqualTo("database-maintenance");
            assertThat(report.at("/scheduler/jobs/1/name")).isEqualTo("temper-shields");
        }
    }
}
