package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that {@link DatabaseTestExtensionTest} runs and looks at; some fail on purpose. */
final class DatabaseTestCases {

    private DatabaseTestCases() {}

    /** What every test here does: it finds one row, commits another one, and finds two. */
    private static void commitARow(TestDatabase test) throws SQLException {
        assertThat(test.rowCount("shields")).isEqualTo(1);
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Shields.insert(connection, 2, "committed");
            connection.commit();
        }
        assertThat(test.rowCount("shields")).isEqualTo(2);
    }

    @DatabaseTest(prepare = Shields.class)
    static class Rollback {

        @Test
        void plain(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @RepeatedTest(2)
        void repeated(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int argument, TestDatabase test) throws SQLException {
            assertThat(argument).isPositive();
            commitARow(test);
        }

        @Nested
        class Inner {

            @Test
            void nested(TestDatabase test) throws SQLException {
                commitARow(test);
            }
        }
    }

    @DatabaseTest(prepare = Shields.class, isolation = Isolation.FRESH)
    static class Fresh extends Rollback {}

    @DatabaseTest(prepare = Shields.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {

        private static final AtomicInteger INSTANCES = new AtomicInteger();

        PerClass() {
            assertThat(INSTANCES.incrementAndGet()).isEqualTo(1);
        }

        @BeforeEach
        void before(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @RepeatedTest(2)
        void sharesTheInstanceButNotTheDatabase(TestDatabase test) {
            assertThat(test.rowCount("shields")).isEqualTo(2);
        }

        @AfterEach
        void after(TestDatabase test) {
            assertThat(test.rowCount("shields")).isEqualTo(2);
        }
    }

    @DatabaseTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassConstructor {

        PerClassConstructor(TestDatabase test) {
            assertThat(test).isNotNull();
        }

        @Test
        void isNotReached() {}
    }

    @DatabaseTest
    static class BeforeAllParameter {

        @BeforeAll
        static void before(TestDatabase test) {
            assertThat(test).isNotNull();
        }

        @Test
        void isNotReached() {}
    }

    @DatabaseTest(engines = TestEngine.SQLITE)
    static class SqliteOnly {

        @Test
        void runs(TestDatabase test) {
            assertThat(test.engine()).isEqualTo(TestEngine.SQLITE);
        }
    }

    @DatabaseTest(prepare = Shields.class)
    static class FreshInsideRollback {

        @Test
        void outer(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @Nested
        @DatabaseTest(prepare = Shields.class, isolation = Isolation.FRESH)
        class Inner {

            @Test
            void inner(TestDatabase test) throws SQLException {
                commitARow(test);
                try (Connection other = test.dataSource().getConnection();
                        Connection another = test.dataSource().getConnection()) {
                    assertThat(other.unwrap(Connection.class)).isNotSameAs(another.unwrap(Connection.class));
                }
            }
        }
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @DatabaseTest(prepare = Shields.class)
    @interface ShieldsTest {}

    @ShieldsTest
    static class Composed {

        @Test
        void finds(TestDatabase test) throws SQLException {
            commitARow(test);
        }
    }

    static final class LeakingPlace {

        private LeakingPlace() {}

        static void open(TestDatabase test) throws SQLException {
            test.dataSource().getConnection();
        }
    }

    @DatabaseTest
    static class Leaking {

        @Test
        void leaks(TestDatabase test) throws SQLException {
            LeakingPlace.open(test);
        }
    }

    @DatabaseTest(isolation = Isolation.FRESH)
    static class LeakingFresh extends Leaking {}

    static final class Failing implements DatabasePreparation {

        static final AtomicInteger RUNS = new AtomicInteger();

        @Override
        public void prepare(TestDatabase database) {
            RUNS.incrementAndGet();
            database.execute("create nonsense");
        }
    }

    @DatabaseTest(prepare = Failing.class)
    static class FailingPreparation {

        @RepeatedTest(2)
        void isNotReached() {}
    }

    @DatabaseTest(prepare = Failing.class)
    static class FailingPreparationAgain extends FailingPreparation {}

    static final class LeakingPreparation implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) throws SQLException {
            LeakingPlace.open(database);
        }
    }

    @DatabaseTest(prepare = LeakingPreparation.class)
    static class WithLeakingPreparation {

        @Test
        void isNotReached() {}
    }

    record NeedsArgument(String argument) implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            database.execute(argument);
        }
    }

    @DatabaseTest(prepare = NeedsArgument.class)
    static class WithPreparationThatNeedsAnArgument {

        @Test
        void isNotReached() {}
    }

    static final class Counted implements DatabasePreparation {

        static final AtomicInteger RUNS = new AtomicInteger();

        @Override
        public void prepare(TestDatabase database) {
            RUNS.incrementAndGet();
        }
    }

    static final class CountedUnderTheSameFingerprint implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            Counted.RUNS.incrementAndGet();
        }

        @Override
        public String fingerprint() {
            return new Counted().fingerprint();
        }
    }

    @DatabaseTest(prepare = Counted.class)
    static class PreparedOnce {

        @RepeatedTest(2)
        void runs(TestDatabase test) {
            assertThat(test.tables()).isEmpty();
        }

        @Nested
        @DatabaseTest(prepare = CountedUnderTheSameFingerprint.class, isolation = Isolation.FRESH)
        class Inner extends PreparedOnceInner {}
    }

    static class PreparedOnceInner {

        @Test
        void runs(TestDatabase test) {
            assertThat(test.tables()).isEmpty();
        }
    }

    @DatabaseTest(prepare = Shields.class)
    static class RollbackOverACommit {

        @Test
        void undoesWhatAnotherConnectionHasCommitted(TestDatabase test) throws SQLException {
            try (Connection outer = test.dataSource().getConnection()) {
                outer.setAutoCommit(false);
                Shields.insert(outer, 2, "outer");
                test.execute("insert into shields (id, name) values (3, 'committed on its own')");
                outer.rollback();
            }
        }
    }

    @DatabaseTest(prepare = Shields.class)
    static class CommitInAScript {

        @Test
        void endsTheTransactionOfTheTest(TestDatabase test) {
            test.load("insert into shields (id, name) values (2, 'second'); commit;");
        }

        @Test
        void isNotSeenByOthers(TestDatabase test) {
            assertThat(test.rowCount("shields")).isEqualTo(1);
        }
    }
}
