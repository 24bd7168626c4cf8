package dev.aegis.db;

import static dev.aegis.db.NotesTable.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing waits for the transactions under way and refuses later ones, whoever owns the connections. */
@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
@Timeout(30)
class DatabaseCloseTest {
    private static final TransactionOptions LIMITED = TransactionOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final CountDownLatch underWay = new CountDownLatch(2);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private static Database open(TestDatabase test, boolean owned) {
        return owned ? Database.open(DatabaseConfig.of(test.url())) : Database.over(test.dataSource());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transactionsUnderWayCommit(boolean owned, TestDatabase test) throws Exception {
        Database db = open(test, owned);
        Future<?> writer = threads.submit(() -> db.useTransaction(LIMITED, tx -> {
            insert(tx, "a");
            linger();
            insert(tx, "b");
        }));
        Future<?> reader = threads.submit(() -> db.read(tx -> {
            NotesTable.count(tx);
            linger();
            return NotesTable.count(tx);
        }));
        assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();

        Future<?> closing = threads.submit(db::close);

        assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
                .as("it waits")
                .isInstanceOf(TimeoutException.class);
        assertRefused(db);
        mayEnd.countDown();
        writer.get(10, TimeUnit.SECONDS);
        reader.get(10, TimeUnit.SECONDS);
        closing.get(10, TimeUnit.SECONDS);
        assertThat(test.rowCount("notes")).isEqualTo(2);
    }

    private void linger() {
        underWay.countDown();
        try {
            assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTransactionBegunLaterIsRefused(boolean owned, TestDatabase test) {
        Database db = open(test, owned);
        db.close();

        assertRefused(db);
        assertThatCode(db::close).as("closing again").doesNotThrowAnyException();
        assertThat(test.rowCount("notes")).isZero();
    }

    private static void assertRefused(Database db) {
        assertThatThrownBy(() -> db.useTransaction(LIMITED, tx -> insert(tx, "late")))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> db.read(NotesTable::count))
                .isInstanceOf(DatabaseException.Unavailable.class)
                .hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatRunsAfterTheCommitMayCloseIt(boolean owned, TestDatabase test) {
        Database db = open(test, owned);
        long start = System.nanoTime();

        db.useTransaction(tx -> {
            insert(tx, "a");
            tx.afterCommit(db::close);
        });

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("it does not wait ten seconds for itself")
                .isLessThan(Duration.ofSeconds(8));
        assertRefused(db);
        assertThat(test.rowCount("notes")).isEqualTo(1);
    }

    @Test
    void aCallbackCannotCloseTheDatabaseUnderItself(TestDatabase test) {
        try (Database db = open(test, true)) {
            db.useTransaction(tx -> {
                insert(tx, "a");
                assertThatThrownBy(db::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("outside");
            });
        }
        assertThat(test.rowCount("notes")).isEqualTo(1);
    }
}
