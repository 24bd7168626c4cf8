package dev.aegis.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.StartupException;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class SingleServiceTest {
    @Test
    void migratesThenServes(TestDatabase database) {
        try (RunningService service = start(database)) {
            Client client = new Client(service.uri());
            assertThat(client.get("/health/ready").status()).isEqualTo(200);

            Answer forged = client.post("/shields", "{\"name\":\"Dragon Scale Shield\"}");
            assertThat(forged.status()).isEqualTo(201);
            assertThat(untempered(client.get("/shields/1"))).isEqualTo(untempered(forged));
            assertThat(client.get("/openapi.json").status()).isEqualTo(200);
            assertThat(client.get("/docs").status()).isEqualTo(200);

            Answer report = new Client(service.adminUri()).get("/health/detailed");
            assertThat(report.at("/service")).isEqualTo("single-service");
            assertThat(report.at("/migrations/applied")).isNotEqualTo("0");
            assertThat(report.at("/migrations/pending")).isEqualTo("0");
        }
    }

    @Test
    void findsEverythingAgainAfterARestart(TestDatabase database) {
        String forged;
        try (RunningService service = start(database)) {
            forged = untempered(new Client(service.uri()).post("/shields", "{\"name\":\"Old Shield\"}"));
        }
        long applied = database.rowCount(changelogTable(database));

        try (RunningService service = start(database)) {
            assertThat(untempered(new Client(service.uri()).get("/shields/1"))).isEqualTo(forged);
        }
        assertThat(database.rowCount(changelogTable(database))).isEqualTo(applied);
    }

    @Test
    void doesNotTouchASchemaThatIsNewer(TestDatabase database) {
        start(database).close();
        database.execute("""
                insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
                select '9999-from-the-future', author, filename, dateexecuted, 9999, exectype
                from databasechangelog where id = '0001-create-shields'""");

        assertThatThrownBy(() -> start(database))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("9999-from-the-future")
                .hasMessageContaining("newer");
    }

    @Test
    void tempersWhatIsForged(TestDatabase database) {
        try (RunningService service = start(database)) {
            Client client = new Client(service.uri());
            Client admin = new Client(service.adminUri());
            client.post("/shields", "{\"name\":\"Dragon Scale Shield\"}");

            await(() -> admin.post("/jobs/temper-shields/run", "").status() == 200
                    && !client.get("/shields/1").at("/tempered_at").equals("null"));

            assertThat(client.get("/health").status()).isEqualTo(200);
            Answer report = admin.get("/health/detailed");
            assertThat(report.at("/scheduler/status")).isEqualTo("healthy");
            assertThat(report.at("/scheduler/jobs/0/name")).isEqualTo("database-maintenance");
            assertThat(report.at("/scheduler/jobs/1/name")).isEqualTo("temper-shields");
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** A shield without what the scheduler does to it at its own pace. */
    private static String untempered(Answer answer) {
        return answer.text().replaceFirst(",\"tempered_at\":[^,}]*", "");
    }

    private static RunningService start(TestDatabase database) {
        return RunningService.start(
                new SingleServiceApplication(),
                Map.of("DATABASE_URL", database.url(), "API_PORT", "0", "API_ADMIN_PORT", "0", "LOG_LEVEL", "OFF"));
    }

    private static String changelogTable(TestDatabase database) {
        return database.tables().stream()
                .filter(table -> table.equalsIgnoreCase("databasechangelog"))
                .findFirst()
                .orElseThrow();
    }
}
