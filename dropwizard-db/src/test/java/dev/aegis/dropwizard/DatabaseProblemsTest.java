package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client is told about failures, the database's above all; each of them is brought about for real. */
@DatabaseTest(prepare = FamilyTables.class, isolation = Isolation.FRESH)
class DatabaseProblemsTest extends ProblemsTest {
    DatabaseProblemsTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aConflictIsTheClientsToSolve() {
        assertConflict(fail("unique"));
        assertConflict(fail("foreign-key"));
    }

    @Test
    void dataThatTheDatabaseRefusesAreTheClientsToChangeAndTheLogSaysWhatRuleTheyBreak() {
        for (String kind : List.of("not-null", "check")) {
            Answer answer = fail(kind);

            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("/problems/conflict");
            assertThat(answer.header("Retry-After")).isEmpty();
            assertWarnedOnce(answer);
        }
    }

    @Test
    void mistakesInTheProgramSayNothingButWhereToLook() {
        for (String kind : List.of("bug", "error", "failed")) {
            Answer answer = fail(kind);

            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.problem()).isEqualTo("/problems/internal");
            assertThat(answer.header("Retry-After")).isEmpty();
            assertLoggedOnce(answer);
        }
    }

    @Test
    void aTransactionThatTakesTooLongMayBeTriedAgain() {
        assertTryAgain(fail("timed-out"), "/problems/timed-out");
    }

    @Test
    void aDatabaseThatMayNotBeWrittenMayBeTriedAgain() {
        assertTryAgain(fail("read-only"), "/problems/database-unavailable");
    }

    @Test
    void anExhaustedPoolMayBeTriedAgain() throws Exception {
        FaultsResource.letGo = new CountDownLatch(1);
        List<CompletableFuture<Answer>> holders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            holders.add(CompletableFuture.supplyAsync(() -> client.get("/hold")));
        }
        try {
            assertThat(FaultsResource.HOLDING.tryAcquire(2, 10, TimeUnit.SECONDS))
                    .isTrue();
            assertTryAgain(client.get("/read"), "/problems/pool-exhausted");
        } finally {
            FaultsResource.letGo.countDown();
        }
        for (CompletableFuture<Answer> holder : holders) {
            assertThat(holder.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(client.get("/read").status()).isEqualTo(200);
    }

    @Test
    void aResourceMayHaveAConflictOfItsOwn() {
        Answer answer = fail("wrong-state");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("/problems/conflict");
        assertThat(answer.text()).contains("It was drunk before.");
    }

    @Test
    void otherStatusCodesSpeakForThemselves() {
        Answer answer = fail("http");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.problem()).isEqualTo("about:blank");
    }
}
