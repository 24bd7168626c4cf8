package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Cable;
import dev.aegis.dropwizard.testing.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that need a connection to lose, or another transaction to lose against. */
@DatabaseTest(prepare = FamilyTables.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class PostgresProblemsTest extends ProblemsTest {
    PostgresProblemsTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aTransactionThatLostAgainstAnotherMayBeTriedAgainAndTheLogHasIt() {
        for (String kind : List.of("conflict", "deadlock")) {
            Answer answer = fail(kind);

            assertTryAgain(answer, "/problems/concurrent-change");
            assertWarnedOnce(answer);
        }
    }

    @Test
    void anOutcomeThatNobodyKnowsMustNotBeTriedAgainBlindly() {
        Answer answer = fail("outcome-unknown");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("/problems/outcome-unknown");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertLoggedOnce(answer);
    }

    @Test
    void aDatabaseThatCannotBeReachedMayBeTriedAgain() {
        try (Cable cable = new Cable(database.url());
                RunningService distant = TestApplication.start(cable.url())) {
            Client client = new Client(distant.uri());
            assertThat(client.get("/read").status()).isEqualTo(200);

            cable.cut();
            assertTryAgain(client.get("/read"), "/problems/database-unavailable");

            cable.mend();
            assertThat(client.getUntil("/read", 200).status()).isEqualTo(200);
        }
    }
}
