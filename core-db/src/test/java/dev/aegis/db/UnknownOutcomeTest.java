package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A connection that is lost while COMMIT is under way. There is none to lose on SQLite. */
@DatabaseTest(prepare = UnknownOutcomeTest.Tables.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class UnknownOutcomeTest {

    /** Notes, and a table whose rows end the connection at commit. */
    public static final class Tables implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            new NotesTable().prepare(database);
            database.execute("create table deaths (at_commit boolean)");
            database.execute("create function die() returns trigger language plpgsql as"
                    + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
            database.execute("create constraint trigger dies_at_commit after insert on deaths"
                    + " deferrable initially deferred for each row execute function die()");
        }
    }

    @Test
    void isItsOwnExceptionAndNeverRetried(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            AtomicInteger attempts = new AtomicInteger();

            assertThatThrownBy(() -> db.useTransaction(TransactionOptions.DEFAULT.withRetries(3), tx -> {
                        attempts.incrementAndGet();
                        tx.handle().execute("insert into deaths values (true)");
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseException.OutcomeUnknown.class,
                            e -> assertThat(e.isRetryable()).isFalse());

            assertThat(attempts).hasValue(1);
            db.useTransaction(tx -> insert(tx, "the pool has recovered"));
        }
    }

    @Test
    void aConnectionLostBeforeCommitIsNoneBecauseNothingWasCommitted(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        tx.handle()
                                .createQuery("select pg_terminate_backend(pg_backend_pid())")
                                .mapTo(Boolean.class)
                                .one();
                    }))
                    .isInstanceOf(DatabaseException.Unavailable.class);

            assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();
        }
    }

    @Test
    void soIsOneWhoseLossWasSwallowed(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        assertThatThrownBy(() -> tx.handle().execute("select pg_terminate_backend(pg_backend_pid())"))
                                .isInstanceOf(DatabaseException.Unavailable.class);
                    }))
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessageContaining("the connection was lost before COMMIT");

            assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();
        }
    }

    @Test
    void aSessionThatWasEndedForBeingIdleHasNoneBecauseItsCommitCameTooLate(TestDatabase test) {
        String impatient = test.url() + "?options=-c%20idle_in_transaction_session_timeout%3D100ms";
        try (Database db = Database.open(DatabaseConfig.of(impatient))) {
            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        insert(tx, "a");
                        int backend = tx.handle()
                                .createQuery("select pg_backend_pid()")
                                .mapTo(Integer.class)
                                .one();
                        awaitEnd(test, backend);
                    }))
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessageContaining("idle-in-transaction timeout");

            assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();
        }
    }

    private static void awaitEnd(TestDatabase test, int backend) {
        for (int look = 0; look < 600; look++) {
            if (test.query("select pid, pg_sleep(0.05) from pg_stat_activity where pid = ?", backend)
                    .isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the server did not end its session " + backend);
    }

    @Test
    void aReadHasNoneBecauseItChangedNothing(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThatThrownBy(() -> db.read(tx -> {
                        int backend = tx.handle()
                                .createQuery("select pg_backend_pid()")
                                .mapTo(Integer.class)
                                .one();
                        test.query("select pg_terminate_backend(?, 10000)", backend);
                        return backend;
                    }))
                    .isInstanceOf(DatabaseException.Unavailable.class);
        }
    }
}
