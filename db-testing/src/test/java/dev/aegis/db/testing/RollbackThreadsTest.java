package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In ROLLBACK isolation, several connections and threads share one real connection. */
@DatabaseTest(prepare = Vessels.class)
class RollbackThreadsTest {

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        otherThread.shutdownNow();
    }

    @Test
    void anotherThreadSeesWhatWasCommitted(TestDatabase test) throws Exception {
        test.execute("insert into vessels (id, name) values (2, 'second')");

        assertThat(otherThread.submit(() -> test.rowCount("vessels")).get(10, TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    @Test
    void anotherThreadWaitsForATransactionToEnd(TestDatabase test) throws Exception {
        Future<Long> count;
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Vessels.insert(connection, 2, "undone");
            count = otherThread.submit(() -> test.rowCount("vessels"));
            Future<Long> waiting = count;
            assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            connection.rollback();
        }
        assertThat(count.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void aThreadThatWaitsTooLongIsToldWhy(TestDatabase test) throws Exception {
        try (Connection physical = ConnectionByUrl.open(test.url())) {
            SessionDialect dialect = SessionDialect.of(test.engine());
            int isolation = physical.getTransactionIsolation();
            dialect.open(physical);
            RollbackSession session = new RollbackSession(physical, dialect, Duration.ofMillis(50));
            OpenConnections connections = new OpenConnections();
            try (Connection mine = new LogicalConnection(physical, isolation, session, connections);
                    Connection theirs = new LogicalConnection(physical, isolation, session, connections)) {
                mine.setAutoCommit(false);
                Vessels.count(mine);
                Future<Integer> count = otherThread.submit(() -> Vessels.count(theirs));
                assertThatThrownBy(() -> count.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContainingAll("has a transaction open", "Isolation.FRESH");
            }
            session.rollBack();
            assertThat(session.differences()).isEmpty();
        }
    }

    @Test
    void aConnectionMayBeHandedToAnotherThreadInTheMiddleOfATransaction(TestDatabase test) throws Exception {
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Vessels.insert(connection, 2, "second");
            otherThread
                    .submit(() -> {
                        Vessels.insert(connection, 3, "third");
                        connection.commit();
                        return null;
                    })
                    .get(10, TimeUnit.SECONDS);
        }
        assertThat(test.rowCount("vessels")).isEqualTo(3);
    }

    @Test
    void overlappingTransactionsOfOneThreadAreRefused(TestDatabase test) throws SQLException {
        try (Connection first = test.dataSource().getConnection();
                Connection second = test.dataSource().getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            Vessels.insert(first, 2, "of the first");
            Vessels.insert(second, 3, "of the second");

            assertThatThrownBy(() -> Vessels.insert(first, 4, "refused"))
                    .hasMessageContainingAll("Overlapping transactions", "Isolation.FRESH");
            assertThatThrownBy(first::commit).hasMessageContaining("Overlapping transactions");
            second.commit();
            first.commit();
            assertThat(Vessels.count(first)).isEqualTo(3);
        }
    }

    @Test
    void aTransactionClosedTooEarlyEndsWithTheOneInsideIt(TestDatabase test) throws SQLException {
        try (Connection inner = test.dataSource().getConnection()) {
            Connection outer = test.dataSource().getConnection();
            outer.setAutoCommit(false);
            inner.setAutoCommit(false);
            Vessels.insert(outer, 2, "outer");
            Vessels.count(inner);
            assertThatThrownBy(outer::close).hasMessageContaining("Overlapping transactions");
            inner.rollback();
        }
        assertThat(test.rowCount("vessels")).isEqualTo(1);
    }
}
