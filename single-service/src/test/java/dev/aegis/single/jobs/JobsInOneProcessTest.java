package dev.aegis.single.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.single.SingleServices;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class JobsInOneProcessTest {
    @Test
    void runBesideTheApi(TestDatabase database) {
        try (RunningService service = SingleServices.start(database)) {
            Client admin = new Client(service.adminUri());

            Patience.await(
                    () -> admin.post("/jobs/database-maintenance/run", "").status() == 200);
            Patience.await(
                    () -> admin.get("/jobs").at("/jobs/0/last_run/outcome").equals("succeeded"));

            assertThat(new Client(service.uri()).get("/health").status()).isEqualTo(200);
            Answer report = admin.get("/health/detailed");
            assertThat(report.at("/scheduler/status")).isEqualTo("healthy");
            assertThat(report.at("/scheduler/jobs/0/name")).isEqualTo("database-maintenance");
        }
    }
}
