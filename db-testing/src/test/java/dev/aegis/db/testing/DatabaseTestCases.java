package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.ResultSet;
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
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

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

    /** As above, with statements that do not begin with the word for what they do. */
    @DatabaseTest(prepare = Vessels.class)
    static class RollbackOverADisguisedCommit {

        @Test
        void undoesWhatAnotherConnectionHasCommitted(TestDatabase test) throws SQLException {
            String sql = switch (test.engine()) {
                case SQLITE -> "with x (id) as (values (3)) insert into vessels (id, name) select id, 'own' from x";
                case POSTGRESQL ->
                    "with x as (insert into vessels (id, name) values (3, 'own') returning id) select * from x";
            };
            rollBackOver(test, sql);
        }

        @Test
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void undoesWhatAFunctionHasDone(TestDatabase test) throws SQLException {
            test.load("""
                    create function add_vessel() returns integer language sql as
                    $$ insert into vessels (id, name) values (3, 'own') returning id $$
                    """);
            rollBackOver(test, "select add_vessel()");
        }

        @Test
        @DatabaseTestOverride(engines = TestEngine.SQLITE)
        void undoesAVersion(TestDatabase test) throws SQLException {
            rollBackOver(test, "pragma user_version = 7");
        }
    }

    /** Rows of the one statement are still read when the other one fails at its commit: SQLite undoes neither alone. */
    @DatabaseTest(prepare = Vessels.class, engines = TestEngine.SQLITE)
    static class ViolationWhileRowsAreRead {

        @Test
        void isToldThoughItCannotBeUndone(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "insert into vessels (id, name) values (2, 'a'), (3, 'b') returning id")) {
                assertThat(rows.next()).isTrue();
                assertThat(catchThrowable(() -> Vessels.execute(
                                connection, "insert into vessels (id, name, part_of) values (4, 'child', 99)")))
                        .hasMessageContaining("FOREIGN KEY");
            }
        }
    }

    /** Rows that refer to what is not there, as an import without checks leaves them. */
    static final class Orphans implements DatabasePreparation {

        @Override
        public void prepare(TestDatabase database) throws SQLException {
            new Vessels().prepare(database);
            if (database.engine() == TestEngine.SQLITE) {
                database.load("pragma foreign_keys = off; insert into vessels (id, name, part_of) values (8, 'o', 88);"
                        + " create table parents (id integer); create table children"
                        + " (parent integer references parents (id) deferrable initially deferred)");
            }
        }
    }

    @DatabaseTest(prepare = Orphans.class, engines = TestEngine.SQLITE)
    static class StartingWithOrphans {

        @Test
        void commitsWhatIsRight(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Vessels.insert(connection, 2, "second");
                connection.commit();
            }
            Throwable refused = catchThrowable(
                    () -> test.execute("insert into vessels (id, name, part_of) values (9, 'orphan too', 88)"));
            assertThat(refused).hasMessageContaining("FOREIGN KEY");
            assertThat(test.rowCount("vessels")).isEqualTo(3);
        }
    }

    /** Nothing is lost by a rollback when the others have only read. */
    @DatabaseTest(prepare = Vessels.class)
    static class RollbackOverReading {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select * from vessels",
                    "with x as (select 1 as one) select replace('delete', 'd', 'D') from x",
                    "select name from vessels order by name"
                })
        void undoesNothing(String sql, TestDatabase test) throws SQLException {
            rollBackOver(test, sql);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select * from vessels for update",
                    "explain analyze select * from vessels",
                    "select nextval('numbers')",
                    "set local work_mem = '4MB'"
                })
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void undoesNothingOnPostgres(String sql, TestDatabase test) throws SQLException {
            test.execute("create sequence numbers");
            rollBackOver(test, sql);
        }

        @ParameterizedTest
        @ValueSource(strings = {"pragma table_info(vessels)", "explain delete from vessels"})
        @DatabaseTestOverride(engines = TestEngine.SQLITE)
        void undoesNothingOnSqlite(String sql, TestDatabase test) throws SQLException {
            rollBackOver(test, sql);
        }
    }

    private static void rollBackOver(TestDatabase test, String sql) throws SQLException {
        try (Connection outer = test.dataSource().getConnection()) {
            outer.setAutoCommit(false);
            Vessels.insert(outer, 2, "outer");
            try (Connection inner = test.dataSource().getConnection()) {
                Vessels.execute(inner, sql);
                inner.setAutoCommit(false);
                Vessels.count(inner);
                inner.commit();
            }
            outer.rollback();
        }
    }

    /** Each finds the connection as new, and leaves in it what no rollback undoes. */
    @DatabaseTest(prepare = Vessels.class)
    static class LeavingSettings {

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.SQLITE)
        void pragmas(TestDatabase test) {
            assertThat(test.query("pragma ignore_check_constraints").get(0)).containsValue(0);
            assertThat(test.query("pragma recursive_triggers").get(0)).containsValue(0);
            assertThat(test.query("select 'A' like 'a' as same").get(0)).containsEntry("same", 1);
            test.execute("pragma ignore_check_constraints = on");
            test.load("select 1; pragma recursive_triggers = on; PRAGMA case_sensitive_like = on");
            assertThat(test.query("select 'A' like 'a' as same").get(0)).containsEntry("same", 0);
        }

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.SQLITE)
        void attachedDatabases(TestDatabase test) {
            assertThat(test.query("select * from pragma_database_list where name = 'other'"))
                    .isEmpty();
            test.execute("attach ':memory:' as other");
        }

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.SQLITE)
        void functionsOfTheDriver(TestDatabase test) throws SQLException {
            assertThat(catchThrowable(() -> test.query("select seven()"))).hasMessageContaining("no such function");
            try (Connection connection = test.dataSource().getConnection()) {
                Function.create(connection.unwrap(SQLiteConnection.class), "seven", new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        result(7);
                    }
                });
            }
            assertThat(test.query("select seven() as n").get(0)).containsEntry("n", 7);
        }

        @RepeatedTest(8)
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void preparedStatements(TestDatabase test) {
            test.execute("prepare plan as select 7 as n");
            assertThat(test.query("execute plan").get(0)).containsEntry("n", 7);
        }

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void numbersDrawn(TestDatabase test) {
            assertThat(catchThrowable(() -> test.query("select lastval()"))).hasMessageContaining("not yet defined");
            test.execute("create sequence numbers");
            test.query("select nextval('numbers')");
        }

        @RepeatedTest(2)
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void settings(TestDatabase test) {
            assertThat(test.query("select current_setting('app.tenant', true) as tenant")
                            .get(0))
                    .containsEntry("tenant", null);
            test.execute("set app.tenant = '7'");
            test.query("select set_config('app.other', '7', false)");
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
