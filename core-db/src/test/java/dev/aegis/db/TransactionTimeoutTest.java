package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
@Timeout(30)
class TransactionTimeoutTest {
    private static final TransactionOptions SHORT = TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(200));

    private Database db;

    @BeforeEach
    void open(TestDatabase test) {
        db = Database.open(DatabaseConfig.builder(test.url())
                .poolSize(1)
                .acquireTimeout(Duration.ofMillis(300))
                .build());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aStatementThatRunsTooLongIsCancelled() {
        assertThatThrownBy(() -> db.useTransaction(SHORT, tx -> {
                    insert(tx, "a");
                    tx.handle().createQuery(tooLong()).mapTo(String.class).one();
                }))
                .isInstanceOf(DatabaseException.TimedOut.class);

        assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();
        db.useTransaction(tx -> insert(tx, "the connection serves the next"));
    }

    @Test
    void soIsOneWhoseRowsTakeTooLong() {
        String rows = db.engine() == DatabaseEngine.POSTGRESQL
                ? "select n, pg_sleep(0.01) from generate_series(1, 10000) n"
                : "with recursive counter (n) as (select 1 union all select n + 1 from counter) select n from counter";

        assertThatThrownBy(() -> db.read(
                        SHORT,
                        tx -> tx.handle().createQuery(rows).setFetchSize(1).mapTo(Long.class).stream()
                                .count()))
                .isInstanceOf(DatabaseException.TimedOut.class);

        db.useTransaction(tx -> insert(tx, "the connection serves the next"));
    }

    @Test
    void soIsOneThatBeginsWhenTheTimeIsOver() {
        AtomicBoolean ranToItsEnd = new AtomicBoolean();

        assertThatThrownBy(() -> db.useTransaction(SHORT, tx -> {
                    beBusyElsewhereForTooLong();
                    tx.handle().createQuery(tooLong()).mapTo(String.class).one();
                    ranToItsEnd.set(true);
                }))
                .isInstanceOf(DatabaseException.TimedOut.class);

        assertThat(ranToItsEnd).isFalse();
        db.useTransaction(tx -> insert(tx, "the connection serves the next"));
    }

    @Test
    void aCallbackThatReturnsTooLateDoesNotCommit() {
        assertThatThrownBy(() -> db.useTransaction(SHORT, tx -> {
                    insert(tx, "a");
                    beBusyElsewhereForTooLong();
                }))
                .isInstanceOf(DatabaseException.TimedOut.class)
                .hasMessageContaining("PT0.2S");

        assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isZero();
    }

    @Test
    void aFastOneIsNotTouched() {
        db.useTransaction(SHORT, tx -> insert(tx, "a"));

        assertThat(db.<Long, RuntimeException>read(NotesTable::count)).isEqualTo(1);
    }

    @Test
    void aCallerThatFindsNoConnectionInTimeIsToldSo() throws InterruptedException {
        whileAnotherThreadHoldsTheConnection(() -> assertThatThrownBy(() -> db.useTransaction(tx -> insert(tx, "a")))
                .isInstanceOf(DatabaseException.PoolExhausted.class)
                .hasMessageContaining("waited 300 ms"));

        db.useTransaction(tx -> insert(tx, "a"));
    }

    @Test
    void aCallerThatIsInterruptedWhileItWaitsIsToldSoAndStaysInterrupted() throws InterruptedException {
        whileAnotherThreadHoldsTheConnection(() -> {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> db.useTransaction(tx -> insert(tx, "a")))
                        .isInstanceOf(DatabaseException.Interrupted.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
    }

    private static void beBusyElsewhereForTooLong() throws InterruptedException {
        CountDownLatch neverOpened = new CountDownLatch(1);
        assertThat(neverOpened.await(400, TimeUnit.MILLISECONDS)).isFalse();
    }

    private void whileAnotherThreadHoldsTheConnection(Runnable assertions) throws InterruptedException {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread holder = new Thread(() -> db.useTransaction(tx -> {
            holds.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        holder.start();
        try {
            assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();
            assertions.run();
        } finally {
            mayEnd.countDown();
            holder.join();
        }
    }

    private String tooLong() {
        return db.engine() == DatabaseEngine.POSTGRESQL
                ? "select pg_sleep(15)"
                : "with recursive counter (n) as (select 1 union all select n + 1 from counter limit 50000000) select max(n) from counter";
    }
}
