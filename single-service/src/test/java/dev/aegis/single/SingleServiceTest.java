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
import java.util.Map;
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
            assertThat(client.get("/shields/1").text()).isEqualTo(forged.text());
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
            forged = new Client(service.uri())
                    .post("/shields", "{\"name\":\"Old Shield\"}")
                    .text();
        }
        long applied = database.rowCount(changelogTable(database));

        try (RunningService service = start(database)) {
            assertThat(new Client(service.uri()).get("/shields/1").text()).isEqualTo(forged);
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
