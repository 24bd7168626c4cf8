package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgingIsAtomicTest extends ApiTest {
    ForgingIsAtomicTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void aShieldWhoseEventCannotBeWrittenDoesNotExist() {
        database.execute("alter table forge_events rename to elsewhere");

        Answer refused = client.post("/shields", "{\"name\":\"Half a Shield\"}");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.problem()).isEqualTo("/problems/internal");
        assertThat(refused.json().get("instance").asText()).startsWith("urn:uuid:");
        assertThat(refused.text()).doesNotContain("forge_events", "insert", "Exception");
        assertThat(database.rowCount("shields")).isZero();

        database.execute("alter table elsewhere rename to forge_events");
        assertThat(client.post("/shields", "{\"name\":\"Whole Shield\"}").status())
                .isEqualTo(201);
        assertThat(database.rowCount("shields")).isEqualTo(1);
        assertThat(database.rowCount("forge_events")).isEqualTo(1);
    }
}
