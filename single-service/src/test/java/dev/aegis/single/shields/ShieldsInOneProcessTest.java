package dev.aegis.single.shields;

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
class ShieldsInOneProcessTest {
    @Test
    void areServed(TestDatabase database) {
        try (RunningService service = SingleServices.start(database)) {
            Client client = new Client(service.uri());

            Answer forged = client.post("/shields", "{\"name\":\"Dragon Scale Shield\"}");

            assertThat(forged.status()).isEqualTo(201);
            assertThat(untempered(client.get("/shields/1"))).isEqualTo(untempered(forged));
        }
    }

    @Test
    void areFoundAgainAfterARestart(TestDatabase database) {
        String forged;
        try (RunningService service = SingleServices.start(database)) {
            forged = untempered(new Client(service.uri()).post("/shields", "{\"name\":\"Old Shield\"}"));
        }

        try (RunningService service = SingleServices.start(database)) {
            assertThat(untempered(new Client(service.uri()).get("/shields/1"))).isEqualTo(forged);
        }
    }

    /** A shield without what the scheduler does to it at its own pace. */
    private static String untempered(Answer answer) {
        return answer.text().replaceFirst(",\"tempered_at\":[^,}]*", "");
    }
}
