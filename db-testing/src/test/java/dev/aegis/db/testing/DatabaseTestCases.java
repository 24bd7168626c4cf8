package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
        assertThat(test.rowCount("vessels")).isEqualTo(1);
        try (Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Vessels.insert(connection, 2, "committed");
            connection.commit();
        }
        assertThat(test.rowCount("vessels")).isEqualTo(2);
    }

    @DatabaseTest(prepare = Vessels.class)
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

    @DatabaseTest(prepare = Vessels.class, isolation = Isolation.FRESH)
    static class Fresh extends Rollback {}

    @DatabaseTest(prepare = Vessels.class)
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
            assertThat(test.rowCount("vessels")).isEqualTo(2);
        }

        @AfterEach
        void after(TestDatabase test) {
            assertThat(test.rowCount("vessels")).isEqualTo(2);
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

    @DatabaseTest(prepare = Vessels.class)
    static class FreshInsideRollback {

        @Test
        void outer(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @Nested
        @DatabaseTest(prepare = Vessels.class, isolation = Isolation.FRESH)
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
    @DatabaseTest(prepare = Vessels.class)
    @interface VesselsTest {}

    @VesselsTest
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

        static void beginTransaction(TestDatabase test) throws SQLException {
            Connection connection = test.dataSource().getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table never_committed (id integer)");
            }
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

    @DatabaseTest(prepare = Vessels.class)
    static class RollbackOverACommit {

        @Test
        void undoesWhatAnotherConnectionHasCommitted(TestDatabase test) throws SQLException {
            try (Connection outer = test.dataSource().getConnection()) {
                outer.setAutoCommit(false);
                Vessels.insert(outer, 2, "outer");
                test.execute("insert into vessels (id, name) values (3, 'committed on its own')");
                outer.rollback();
            }
        }
    }

    @DatabaseTest(prepare = Vessels.class)
    static class CommitInAScript {

        @Test
        void endsTheTransactionOfTheTest(TestDatabase test) {
            test.load("insert into vessels (id, name) values (2, 'second'); commit;");
        }

        @Test
        void isNotSeenByOthers(TestDatabase test) {
            assertThat(test.rowCount("vessels")).isEqualTo(1);
        }
    }

    @DatabaseTest
    static class LeavingATransactionOpen {

        @Test
        void leavesItOpen(TestDatabase test) throws SQLException {
            LeakingPlace.beginTransaction(test);
        }
    }

    @DatabaseTest(isolation = Isolation.FRESH)
    static class LeavingATransactionOpenFresh extends LeavingATransactionOpen {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Test
    @DatabaseTestOverride(isolation = Isolation.FRESH)
    @interface FreshTest {}

    @DatabaseTest(prepare = Vessels.class)
    static class Overridden {

        @Test
        void asTheClass(TestDatabase test) {
            assertThat(test.rowCount("vessels")).isEqualTo(1);
            assertThat(isRolledBack(test)).isTrue();
        }

        @FreshTest
        void isolation(TestDatabase test) {
            assertThat(test.rowCount("vessels")).isEqualTo(1);
            assertThat(isRolledBack(test)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @DatabaseTestOverride(prepare = NoPreparation.class)
        void preparation(int argument, TestDatabase test) {
            assertThat(argument).isPositive();
            assertThat(test.tables()).isEmpty();
        }

        @Nested
        class Inner {

            @Test
            @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
            void engine(TestDatabase test) {
                assertThat(test.engine()).isEqualTo(TestEngine.POSTGRESQL);
            }
        }

        /** Only there, transactions are not controlled by SQL. */
        private static boolean isRolledBack(TestDatabase test) {
            return catchThrowable(() -> test.execute("begin")) != null;
        }
    }

    @DatabaseTest
    static class OverriddenTwice {

        @Test
        @DatabaseTestOverride(isolation = {Isolation.FRESH, Isolation.ROLLBACK})
        void isNotReached() {}
    }

    static final class Numbered implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) {
            database.load(
                    switch (database.engine()) {
                        case SQLITE ->
                            "create table numbered (id integer primary key autoincrement, name text);"
                                    + "insert into numbered (name) values ('first')";
                        case POSTGRESQL ->
                            "create table numbered (id bigint generated always as identity, name text);"
                                    + "insert into numbered (name) values ('first'); create sequence \"Odd one\" start 7";
                    });
        }
    }

    @DatabaseTest(prepare = Numbered.class)
    static class DrawingNumbers {

        @RepeatedTest(3)
        void drawsTheSame(TestDatabase test) {
            assertThat(test.query("insert into numbered (name) values ('next') returning id"))
                    .singleElement()
                    .satisfies(row -> assertThat(String.valueOf(row.get("id"))).isEqualTo("2"));
            if (test.engine() == TestEngine.POSTGRESQL) {
                assertThat(test.query("select nextval('\"Odd one\"') as n").get(0))
                        .containsEntry("n", 7L);
            }
        }
    }

    @DatabaseTest(prepare = Vessels.class)
    static class WritingByUrl {

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void isNotSeenByTheNext(TestDatabase test) throws SQLException {
            assertThat(test.rowCount("vessels")).isEqualTo(1);
            try (Connection other = ConnectionByUrl.open(test.url())) {
                Vessels.insert(other, 2, "written past the fixture");
            }
        }
    }

    /** One passes; the other fails with a row committed, and another one not. */
    @DatabaseTest(prepare = Vessels.class)
    static class FailingWithRows {

        @Test
        void passes(TestDatabase test) throws SQLException {
            commitARow(test);
        }

        @Test
        void fails(TestDatabase test) throws SQLException {
            commitARow(test);
            try (Connection connection = test.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Vessels.insert(connection, 3, "never committed");
                throw new AssertionError("on purpose");
            }
        }
    }

    @DatabaseTest(prepare = Vessels.class, isolation = Isolation.FRESH)
    static class FailingWithRowsFresh extends FailingWithRows {}
}
