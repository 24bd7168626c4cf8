package dev.aegis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.StartupException;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import dev.aegis.migrations.Migrator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API does not migrate; what it does with a schema that is not its own. */
@DatabaseTest(isolation = Isolation.FRESH)
class ApiSchemaTest {
    private static final String FROM_THE_FUTURE = """
            insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
            select '9999-from-the-future', author, filename, dateexecuted, 9999, exectype
            from databasechangelog where id = '0000-create-test-samples'""";

    @Test
    void anOldSchemaIsWaitedFor(TestDatabase database) {
        try (RunningService service = ApiTest.start(database, Map.of())) {
            Client client = new Client(service.uri());
            Answer unready = client.get("/health/ready");
            assertThat(unready.status()).isEqualTo(503);
            assertThat(unready.json().get("reason").asText()).matches("\\d+ changesets? pending");
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(database.tables()).isEmpty();

            migrate(database);
            assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
        }
    }

    @Test
    void anOldSchemaIsToldInOneLineOfTheLog(TestDatabase database) {
        try (ServiceProcess service = ServiceProcess.start(
                ApiApplication.class,
                // How busy this machine is, is not asked here.
                Map.of("DATABASE_URL", database.url(), "DATABASE_SLOW_TRANSACTION_SECONDS", "0"))) {
            assertThat(new Client(service.uri()).get("/health/live").status()).isEqualTo(200);

            assertThat(service.output())
                    .filteredOn(line -> line.contains(" WARN "))
                    .singleElement()
                    .asString()
                    .containsPattern(
                            "\\d+ changesets? (is|are) pending, so this service is not ready; run 'make migrate'");
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.errors()).isEmpty();
        }
    }

    @Test
    void aNewerSchemaIsRefusedAtTheStart(TestDatabase database) {
        migrate(database);
        database.execute(FROM_THE_FUTURE);

        assertThatThrownBy(() -> ApiTest.start(database, Map.of()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(
                        "the schema is newer than this program, which does not know 9999-from-the-future");
    }

    @Test
    void aSchemaThatBecomesNewerWhileTheServiceRunsIsWorkedWith(TestDatabase database) {
        migrate(database);
        try (RunningService service = ApiTest.start(database, Map.of())) {
            database.execute(FROM_THE_FUTURE);

            Client admin = new Client(service.adminUri());
            assertThat(admin.get("/health/detailed")
                            .json()
                            .get("migrations")
                            .get("unknown")
                            .intValue())
                    .isEqualTo(1);
            assertThat(new Client(service.uri()).get("/health/ready").status()).isEqualTo(200);
        }
    }

    private static void migrate(TestDatabase database) {
        Migrator.of(DatabaseConfig.of(database.url())).migrate();
    }
}
