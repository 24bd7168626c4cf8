package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.Transaction;
import dev.aegis.db.TransactionIsolation;
import dev.aegis.db.TransactionOptions;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Provokes what docs/postgresql.md explains under "While it runs": each message has to stand there. Those of the start are
 * provoked by {@code .ci/postgres-rehearsals}.
 */
@Timeout(60)
@DatabaseTest(prepare = PostgresMessagesTest.Notes.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class PostgresMessagesTest {
    private final ExplainedMessages guide = ExplainedMessages.of("postgresql.md");
    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private final Database db;

    PostgresMessagesTest(TestDatabase test) {
        db = open(test, "-c statement_timeout=1s -c lock_timeout=300ms");
    }

    public static final class Notes implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase database) {
            database.load("""
                    create table notes (id integer primary key, body text not null);
                    insert into notes values (1, 'a'), (2, 'b');
                    """);
        }
    }

    private static Database open(TestDatabase test, String options) {
        String parameters = "?options=" + options.replace(" ", "%20").replace("=", "%3D");
        return Database.open(DatabaseConfig.builder(test.url() + parameters)
                .poolSize(2)
                .acquireTimeout(Duration.ofMillis(300))
                .build());
    }

    @AfterEach
    void close() {
        otherThread.shutdownNow();
        db.close();
    }

    @Test
    void ofAPoolThatIsInUse() {
        explained(
                DatabaseException.PoolExhausted.class,
                () -> db.useTransaction(tx -> elsewhere(() ->
                        db.useTransaction(other -> CompletableFuture.runAsync(() -> db.useTransaction(third -> {}))
                                .join()))));
    }

    @Test
    void ofAStatementThatTakesLong() {
        explained(DatabaseException.TimedOut.class, () -> db.useTransaction(tx -> run(tx, "select pg_sleep(30)")));
        explained(
                DatabaseException.TimedOut.class,
                () -> db.useTransaction(
                        TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(100)),
                        tx -> run(tx, "select pg_sleep(30)")));
        explained(
                DatabaseException.TimedOut.class,
                () -> db.useTransaction(
                        TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(100)),
                        tx -> elsewhere(() -> db.useTransaction(other -> run(other, "select pg_sleep(0.5)")))));
    }

    @Test
    void ofARowThatAnotherTransactionHasLocked() {
        explained(
                DatabaseException.TimedOut.class,
                () -> db.useTransaction(tx -> {
                    run(tx, "update notes set body = 'x' where id = 1");
                    elsewhere(() -> db.useTransaction(other -> run(other, "update notes set body = 'y' where id = 1")));
                }));
    }

    @Test
    void ofATransactionThatWaitsForSomethingElse(TestDatabase test) {
        try (Database impatient = open(test, "-c idle_in_transaction_session_timeout=100ms")) {
            explained(
                    DatabaseException.Unavailable.class,
                    () -> impatient.useTransaction(tx -> {
                        run(tx, "select 1");
                        db.useTransaction(other -> run(other, "select pg_sleep(0.5)"));
                        run(tx, "select 1");
                    }));
            explained(
                    DatabaseException.Unavailable.class,
                    () -> impatient.useTransaction(tx -> {
                        run(tx, "select 1");
                        db.useTransaction(other -> run(other, "select pg_sleep(0.5)"));
                    }));
        }
    }

    @Test
    void ofATransactionThatLostAgainstAnother() {
        TransactionOptions serializable = TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.SERIALIZABLE);

        explained(
                DatabaseException.Conflict.class,
                () -> db.useTransaction(serializable, tx -> {
                    run(tx, "select body from notes where id = 1");
                    elsewhere(() -> db.useTransaction(other -> run(other, "update notes set body = 'y' where id = 1")));
                    run(tx, "update notes set body = 'x' where id = 1");
                }));
    }

    @Test
    void ofAConnectionThatTheServerEnds() {
        explained(
                DatabaseException.Unavailable.class,
                () -> db.useTransaction(tx -> run(tx, "select pg_terminate_backend(pg_backend_pid())")));
    }

    @Test
    void ofWritesInARead() {
        explained(
                DatabaseException.ReadOnly.class,
                () -> db.read(tx -> {
                    run(tx, "delete from notes");
                    return tx;
                }));
    }

    @Test
    void ofConstraints() {
        explained(
                DatabaseException.ConstraintViolated.class,
                () -> db.useTransaction(tx -> run(tx, "insert into notes values (1, 'again')")));
    }

    @Test
    void ofAnErrorThatWasSwallowed() {
        explained(
                DatabaseException.Failed.class,
                () -> db.useTransaction(tx -> assertThat(catchThrowable(() -> run(tx, "select * from lacking")))
                        .isNotNull()));
    }

    @Test
    void ofATableThatIsNotThere() {
        explained(DatabaseException.Failed.class, () -> db.useTransaction(tx -> run(tx, "select * from lacking")));
    }

    private static void run(Transaction tx, String sql) {
        tx.handle().execute(sql);
    }

    private void elsewhere(Runnable work) {
        try {
            CompletableFuture.runAsync(work, otherThread).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void explained(Class<? extends Throwable> type, Runnable work) {
        Throwable thrown = catchThrowable(work::run);

        assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                .isInstanceOf(type)
                .satisfies(failure -> guide.explain(Objects.requireNonNull(failure.getMessage())));
    }
}
