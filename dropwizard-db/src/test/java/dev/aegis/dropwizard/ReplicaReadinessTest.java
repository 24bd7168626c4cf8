package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Cable;
import dev.aegis.dropwizard.testing.Client;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each page of health takes the road of the work that it vouches for; here one of two roads is broken. */
@DatabaseTest(prepare = FamilyTables.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class ReplicaReadinessTest {
    private static final String HEALTHY = "{\"status\":\"healthy\"}";

    private final Cable toPrimary;
    private final Cable toReplica;
    private RunningService service;
    private Client client;
    private Client admin;

    ReplicaReadinessTest(TestDatabase database) {
        toPrimary = new Cable(database.url());
        toReplica = new Cable(database.url());
    }

    @BeforeEach
    void start() {
        service = TestApplication.start(
                new TestApplication(),
                Map.of("DATABASE_URL", toPrimary.url(), "DATABASE_REPLICA_URL", toReplica.url()));
        client = new Client(service.uri());
        admin = new Client(service.adminUri());
    }

    @AfterEach
    void stop() {
        service.close();
        toPrimary.close();
        toReplica.close();
    }

    @Test
    void withoutAPrimaryItIsNotReadyButReadsAre() {
        toPrimary.cut();

        assertThat(client.getUntil("/health/ready", 503).text())
                .isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"database unavailable\"}");
        assertThat(client.get("/health/ready/reads").text()).isEqualTo(HEALTHY);
        assertThat(client.get("/read").status()).isEqualTo(200);
        assertThat(client.get("/health").status()).isEqualTo(503);
        JsonNode report = admin.get("/health/detailed").json();
        assertThat(report.at("/reason").asText()).isEqualTo("database unavailable");
        assertThat(report.at("/database/status").asText()).isEqualTo("unhealthy");
        assertThat(report.at("/replica/status").asText()).isEqualTo("healthy");

        toPrimary.mend();
        assertThat(client.getUntil("/health/ready", 200).text()).isEqualTo(HEALTHY);
    }

    @Test
    void withoutItsReplicaItIsReadyAndUnhealthy() {
        toReplica.cut();

        assertThat(client.getUntil("/health/ready/reads", 503).text())
                .isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"database unavailable\"}");
        assertThat(client.get("/read").status()).isEqualTo(503);
        assertThat(client.get("/health/ready").text()).isEqualTo(HEALTHY);
        assertThat(client.get("/health").status()).isEqualTo(503);
        Answer status = admin.get("/health");
        assertThat(status.status()).isEqualTo(503);
        assertThat(status.json().path("reason").asText()).isEqualTo("reads from the replica: database unavailable");
        JsonNode report = admin.get("/health/detailed").json();
        assertThat(report.at("/database/status").asText()).isEqualTo("healthy");
        assertThat(report.at("/replica/status").asText()).isEqualTo("unhealthy");
        assertThat(report.at("/replica/fault").asText()).isNotBlank();

        toReplica.mend();
        assertThat(client.getUntil("/health", 200).text()).isEqualTo(HEALTHY);
    }

    @Test
    void aPrimaryThatTakesNoWritesIsNotReady(TestDatabase database) {
        assertThat(client.get("/health/ready").text()).isEqualTo(HEALTHY);

        database.execute("alter database \"" + database.url().replaceFirst(".*/", "")
                + "\" set default_transaction_read_only = on");
        toPrimary.cut(); // a setting of the database is that of new connections
        toPrimary.mend();

        assertThat(client.getUntilText("/health/ready", "read-only").text())
                .isEqualTo("{\"status\":\"unhealthy\",\"reason\":\"database is read-only\"}");
        assertThat(client.get("/health/ready/reads").status()).isEqualTo(200);
        assertThat(client.get("/health/live").status()).isEqualTo(200);
    }
}
