package dev.aegis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import dev.aegis.migrations.MigrateToLatest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped: nothing is missing from its class path. */
@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
class PackagedJarIT {
    @Test
    void runsItsJobsOnPostgresAndRefusesSqliteInOneLine(TestDatabase test) {
        Map<String, String> environment =
                Map.of("DATABASE_URL", test.url(), "SCHEDULER_PORT", "0", "SCHEDULER_ADMIN_PORT", "0");
        try (ServiceProcess service = ServiceProcess.start(Path.of("target", "scheduler-service.jar"), environment)) {
            if (test.engine() == TestEngine.SQLITE) {
                assertThat(service.exitCode()).isEqualTo(1);
                assertThat(service.errors()).singleElement().asString().contains("which a SQLite file cannot be");
                return;
            }
            Client admin = new Client(service.adminUri());
            Eventually.within(
                    30,
                    "the jobs",
                    () -> admin.post("/jobs/database-maintenance/run", "").status() == 200);
            Eventually.within(
                    30,
                    "a run",
                    () -> admin.get("/jobs").at("/jobs/0/last_run/outcome").equals("succeeded"));
            // part: example
            Eventually.within(
                    30,
                    "a run nobody asked for",
                    () -> admin.get("/jobs").at("/jobs/1/last_run/outcome").equals("succeeded"));
            // end part: example
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.errors()).isEmpty();
        }
    }
}
