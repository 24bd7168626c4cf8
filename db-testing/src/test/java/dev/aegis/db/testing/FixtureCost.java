package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/**
 * Measures what the fixture adds to a test: from its start to its end as JUnit reports them, without its body. The
 * database has 30 tables, each with an index. Not among the tests by its name: {@code mvn test -pl db-testing -am
 * -Dtest=FixtureCost -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class FixtureCost {

    private static final int TESTS = 200;
    private static final Queue<Long> BODIES = new ConcurrentLinkedQueue<>();

    @Test
    void print() {
        for (Class<?> tests : List.of(RolledBack.class, Fresh.class)) {
            for (TestEngine engine : TestEngine.values()) {
                List<Double> costs = millisecondsAround(tests, engine);
                List<Double> sorted = costs.stream().sorted().toList();
                assertThat(costs).hasSize(TESTS);
                System.out.printf(
                        "%-10s %-10s median %5.2f ms, 95 %% below %6.2f ms%n",
                        tests.getSimpleName(), engine.label(), sorted.get(TESTS / 2), sorted.get(TESTS * 95 / 100));
            }
        }
    }

    private static List<Double> millisecondsAround(Class<?> tests, TestEngine engine) {
        BODIES.clear();
        Instant begin = Instant.now();
        List<Event> events = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("db", engine.label())
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .list();
        Map<UniqueId, Instant> started = new HashMap<>();
        List<Double> costs = new ArrayList<>();
        for (Event event : events) {
            UniqueId test = event.getTestDescriptor().getUniqueId();
            if (event.getType() == EventType.STARTED) {
                started.put(test, event.getTimestamp());
            } else if (event.getType() == EventType.FINISHED) {
                Duration all = Duration.between(started.getOrDefault(test, begin), event.getTimestamp());
                costs.add(milliseconds(all.minusNanos(BODIES.remove())));
            }
        }
        Instant first = events.get(0).getTimestamp();
        System.out.printf("the first test begins after %.0f ms%n", milliseconds(Duration.between(begin, first)));
        return costs;
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    static final class ThirtyTables implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            for (int i = 0; i < 30; i++) {
                database.load("create table t%1$d (id integer primary key, name varchar(40) not null, at integer);"
                                .formatted(i)
                        + "create index t%1$d_at on t%1$d (at)".formatted(i));
            }
        }
    }

    @DatabaseTest(prepare = ThirtyTables.class)
    static class RolledBack {

        @RepeatedTest(TESTS)
        void writes(TestDatabase test) throws SQLException {
            long start = System.nanoTime();
            try (Connection connection = test.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Vessels.execute(connection, "insert into t7 (id, name, at) values (1, 'a', 1)");
                connection.commit();
            }
            BODIES.add(System.nanoTime() - start);
        }
    }

    @DatabaseTest(prepare = ThirtyTables.class, isolation = Isolation.FRESH)
    static class Fresh extends RolledBack {}
}
