package dev.aegis.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.TransactionOptions;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The turn to write on SQLite, as an application meets it: in another package than the component's. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
@Timeout(60)
class HeldTurnTest {
    private final ExecutorService others = Executors.newSingleThreadExecutor(task -> new Thread(task, "other-worker"));

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    private static Database open(TestDatabase test) {
        return Database.open(DatabaseConfig.builder(test.url())
                .acquireTimeout(Duration.ofMillis(100))
                .build());
    }

    @Test
    void whoWaitsInVainIsToldWhoHasItForHowLongAndWhere(TestDatabase test) throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Database db = open(test)) {
            others.execute(() -> db.useTransaction(TransactionOptions.named("nightly import"), tx -> {
                holds.countDown();
                await(mayEnd);
            }));
            assertThat(holds.await(20, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> db.useTransaction(tx -> {}))
                    .isInstanceOf(DatabaseException.PoolExhausted.class)
                    .hasMessageMatching("waited 100 ms for the turn to write, with 0 others waiting;"
                            + " transaction 'nightly import' of thread other-worker has held it for \\d+ ms,"
                            + " and is at HeldTurnTest.java:\\d+; make write transactions shorter");
            mayEnd.countDown();
        }
    }

    @Test
    void aConnectionGivesItBackFromAnyThreadAndOnce(TestDatabase test) throws Exception {
        try (Database db = open(test)) {
            Connection connection = db.dataSource().getConnection();
            assertThatThrownBy(() ->
                            others.submit(() -> db.useTransaction(tx -> {})).get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(DatabaseException.PoolExhausted.class)
                    .hasMessageMatching(
                            ".*a connection of Database.dataSource\\(\\), taken at HeldTurnTest.java:\\d+, of"
                                    + " thread .* has held it for .*");

            others.submit(() -> {
                        connection.close();
                        connection.close();
                        return null;
                    })
                    .get(20, TimeUnit.SECONDS);

            db.useTransaction(tx -> tx.handle().execute("create table t (a integer)"));
            others.submit(() -> db.useTransaction(tx -> tx.handle().execute("insert into t values (1)")))
                    .get(20, TimeUnit.SECONDS);
            assertThat(test.rowCount("t")).isEqualTo(1);
        }
    }

    /** It would begin a transaction under the statements of the library that uses the connection. */
    @Test
    void theThreadThatHasSuchAConnectionCannotBeginATransactionOnIt(TestDatabase test) throws Exception {
        try (Database owned = open(test);
                Database over = Database.over(test.dataSource())) {
            for (Database db : new Database[] {owned, over}) {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThatThrownBy(() -> db.useTransaction(tx -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("this thread has a connection of Database.dataSource()")
                            .hasMessageContaining("end that before");
                    statement.execute("select 1");
                }
                db.useTransaction(tx ->
                        assertThatThrownBy(db.dataSource()::getConnection).isInstanceOf(IllegalStateException.class));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
