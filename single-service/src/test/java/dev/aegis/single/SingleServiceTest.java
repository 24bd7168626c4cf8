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
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class SingleServiceTest {
    @Test
    void migratesThenServes(TestDatabase database) {
        try (RunningService service = SingleServices.start(database)) {
            Client client = new Client(service.uri());
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
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
        SingleServices.start(database).close();
        database.execute("insert into test_samples (id) values (1)");
        long applied = database.rowCount(changelogTable(database));

        try (RunningService service = SingleServices.start(database)) {
            assertThat(new Client(service.uri()).get("/health/ready").status()).isEqualTo(200);
        }
        assertThat(database.rowCount("test_samples")).isEqualTo(1);
        assertThat(database.rowCount(changelogTable(database))).isEqualTo(applied);
    }

    @Test
    void doesNotTouchASchemaThatIsNewer(TestDatabase database) {
        SingleServices.start(database).close();
        database.execute("""
                insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
                select '9999-from-the-future', author, filename, dateexecuted, 9999, exectype
                from databasechangelog where id = '0000-create-test-samples'""");

        assertThatThrownBy(() -> SingleServices.start(database))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("9999-from-the-future")
                .hasMessageContaining("newer");
    }

    private static String changelogTable(TestDatabase database) {
        return database.tables().stream()
                .filter(table -> table.equalsIgnoreCase("databasechangelog"))
                .findFirst()
                .orElseThrow();
    }
}
