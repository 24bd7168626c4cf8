package dev.aegis.migrations;

import static dev.aegis.migrations.MigratorTest.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Migrations that meet a session which uses the tables. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
@Timeout(60)
class MigratorLockTest {
    private static final String INVALID =
            "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid" + " where not i.indisvalid";
    private static final String VALID = "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
            + " where i.indisvalid and c.relname = 'first_step_idx'";

    private final List<Integer> pauses = new ArrayList<>();

    @BeforeEach
    void createTable(TestDatabase test) {
        TestMigrators.with("older-program", test).migrate();
    }

    /** With a lock_timeout of 200 ms, and what is to happen in place of a pause. */
    private Migrator migrator(String changelog, TestDatabase test, int attempts, Runnable pause) {
        String separator = test.url().contains("?") ? "&" : "?";
        String url = test.url() + separator + "options=-c%20lock_timeout%3D200ms";
        return new Migrator(
                TestMigrators.SETTING,
                DatabaseUrl.parse(url),
                TestMigrators.changelog(changelog),
                new LockRetries(attempts, attempt -> {
                    pauses.add(attempt);
                    pause.run();
                }));
    }

    @Test
    void aChangesetIsTriedAgainUntilTheLockIsFree(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "select count(*) from first_step")) {
            Migrator migrator = migrator("blocked-column", test, 3, session::letGo);

            assertThat(migrator.migrate().applied())
                    .extracting(AppliedChangeset::id)
                    .containsExactly("blocked-column");
            assertThat(pauses).containsExactly(1);
        }
    }

    @Test
    void afterTheLastAttemptOneLineSaysWhoHoldsTheLock(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "select count(*) from first_step")) {
            Migrator migrator = migrator("blocked-column", test, 2, () -> {});

            assertOneLine(
                    migrator::migrate,
                    "blocked-column",
                    "lock timeout",
                    "(lock_timeout 200 ms, attempts 2): session " + session.pid()
                            + " (application monthly report, user ",
                    "idle in transaction, its last statement began ",
                    " s ago) holds it; wait until that is done, or end it by ",
                    "select pg_terminate_backend(" + session.pid() + "), then run again",
                    "0 before it were applied and stay, its transaction was rolled back");
            assertThat(pauses).containsExactly(1);
            assertThat(migrator.status().pending()).extracting(Changeset::id).containsExactly("blocked-column");
        }
    }

    @Test
    void aWayBackIsTriedAgainToo(TestDatabase test) throws Exception {
        migrator("blocked-column", test, 1, () -> {}).migrate();

        try (BlockingSession session = BlockingSession.holding(test, "select count(*) from first_step")) {
            assertThat(migrator("blocked-column", test, 2, session::letGo)
                            .rollback(1)
                            .changesets())
                    .hasSize(1);
            assertThat(pauses).containsExactly(1);
        }
    }

    @Test
    void aConcurrentIndexThatWasInterruptedIsDroppedAndBuiltAgain(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "insert into first_step values (1)")) {
            Migrator migrator = migrator("concurrent-index", test, 3, () -> {
                assertThat(test.query(INVALID)).hasSize(1);
                session.letGo();
            });

            assertThat(migrator.migrate().applied()).hasSize(1);

            assertThat(pauses).containsExactly(1);
            assertThat(test.query(INVALID)).isEmpty();
            assertThat(test.query(VALID)).hasSize(1);
        }
    }

    @Test
    void anInvalidIndexIsDroppedByTheNextMigratorIfNotByThisOne(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "insert into first_step values (1)")) {
            assertOneLine(
                    migrator("concurrent-index", test, 1, () -> {})::migrate,
                    "session " + session.pid(),
                    "has a transaction open that began before",
                    "an invalid index that it left is dropped at the next attempt");
            assertThat(test.query(INVALID)).hasSize(1);
        }

        assertThat(TestMigrators.with("concurrent-index", test).migrate().applied())
                .hasSize(1);
        assertThat(test.query(INVALID)).isEmpty();
        assertThat(test.query(VALID)).hasSize(1);
    }

    @Test
    void aConcurrentIndexWaitsForTransactionsElsewhereInsteadOfBeingBuiltTenTimes(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "insert into first_step values (1)");
                BlockingSession other = BlockingSession.holding(test, "select txid_current()")) {
            CompletableFuture<MigrationResult> migration = CompletableFuture.supplyAsync(() -> new Migrator(
                            TestMigrators.SETTING,
                            DatabaseUrl.parse(test.url()),
                            TestMigrators.changelog("concurrent-index"),
                            new LockRetries(1, attempt -> {}))
                    .migrate());
            // Longer than the lock_timeout of every other statement, which would end the only attempt.
            assertThatThrownBy(() -> migration.get(6, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            session.letGo();
            other.letGo();

            assertThat(migration.get(30, TimeUnit.SECONDS).applied()).hasSize(1);
            assertThat(test.query(VALID)).hasSize(1);
        }
    }

    @Test
    void severalStatementsOutsideATransactionAreTriedOnce(TestDatabase test) throws Exception {
        try (BlockingSession session = BlockingSession.holding(test, "select count(*) from first_step")) {
            Migrator migrator = migrator("blocked-outside-transaction", test, 5, session::letGo);

            assertOneLine(
                    migrator::migrate,
                    "one attempt, since it cannot be repeated safely",
                    "it runs outside a transaction: look for what it left behind");
            assertThat(pauses).isEmpty();
            assertThat(test.tables()).contains("half_done");
        }
    }

    @Test
    void theTimeIsFiveSecondsAndNoChangesetChangesItForTheNext(TestDatabase test) {
        TestMigrators.with("own-lock-timeout", test).migrate();

        assertThat(test.query("select value from lock_timeouts"))
                .extracting(row -> row.get("value"))
                .containsExactly("1h", "5s");
    }

    @Test
    void theUrlMaySetTheTimeButNotToForever(TestDatabase test) {
        String separator = test.url().contains("?") ? "&" : "?";
        TestMigrators.with("own-lock-timeout", test.url() + separator + "options=-c%20lock_timeout%3D0")
                .migrate();

        assertThat(test.query("select value from lock_timeouts"))
                .extracting(row -> row.get("value"))
                .containsExactly("1h", "5s");
    }
}
