package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clause 4. A conflict is made by a second {@link Database} over the same data source, which changes what the first has
 * read: a serialization failure on PostgreSQL, SQLITE_BUSY_SNAPSHOT on SQLite.
 */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class RetriesTest {
    private static final TransactionOptions REPEATABLE =
            TransactionOptions.DEFAULT.withIsolation(TransactionIsolation.REPEATABLE_READ);

    private final AtomicInteger attempts = new AtomicInteger();
    private Database db;
    private Database rival;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.over(test.dataSource());
        rival = Database.over(test.dataSource());
        db.useTransaction(tx -> insert(tx, "start"));
    }

    private void conflictInTheFirst(int conflicts, Transaction tx) {
        int attempt = attempts.incrementAndGet();
        tx.afterCommit(() -> attempts.addAndGet(1000));
        assertThat(NotesTable.count(tx)).isPositive();
        if (attempt <= conflicts) {
            rival.useTransaction(other -> other.handle().execute("update notes set body = ?", "rival " + attempt));
        }
        tx.handle().execute("update notes set body = ?", "ours " + attempt);
    }

    @Test
    void withoutRetriesAConflictComesOut() {
        assertThatThrownBy(() -> db.useTransaction(REPEATABLE, tx -> conflictInTheFirst(1, tx)))
                .isInstanceOfSatisfying(
                        DatabaseException.Conflict.class,
                        e -> assertThat(e.isRetryable()).isTrue());

        assertThat(attempts).hasValue(1);
    }

    @Test
    void theWholeTransactionRunsAgainUntilItSucceeds(TestDatabase test) {
        db.useTransaction(REPEATABLE.withRetries(5), tx -> conflictInTheFirst(2, tx));

        assertThat(attempts)
                .as("three attempts, one of which ran its afterCommit")
                .hasValue(1003);
        assertThat(test.query("select body from notes"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsValue("ours 3"));
    }

    @Test
    void theyAreBoundedAndEveryFailureIsKept() {
        Throwable thrown =
                catchThrowable(() -> db.useTransaction(REPEATABLE.withRetries(2), tx -> conflictInTheFirst(100, tx)));

        assertThat(attempts).hasValue(3);
        assertThat(thrown).isInstanceOf(DatabaseException.Conflict.class);
        assertThat(thrown.getSuppressed()).hasSize(2).allMatch(DatabaseException.Conflict.class::isInstance);
    }

    @Test
    void aConflictThatTheCallbackWrapsIsStillOne() {
        db.useTransaction(REPEATABLE.withRetries(1), tx -> {
            try {
                conflictInTheFirst(1, tx);
            } catch (DatabaseException e) {
                throw new IllegalStateException("wrapped", e);
            }
        });

        assertThat(attempts).hasValue(1002);
    }

    @Test
    void otherFailuresAreNotRetried() {
        assertThatThrownBy(() -> db.useTransaction(TransactionOptions.DEFAULT.withRetries(5), tx -> {
                    attempts.incrementAndGet();
                    insert(tx, "start");
                }))
                .isInstanceOf(DatabaseException.ConstraintViolated.class);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void anInterruptedThreadDoesNotTryAgain() {
        try {
            assertThatThrownBy(() -> db.useTransaction(REPEATABLE.withRetries(5), tx -> {
                        try {
                            conflictInTheFirst(100, tx);
                        } finally {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(DatabaseException.Conflict.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(attempts).hasValue(1);
    }
}
