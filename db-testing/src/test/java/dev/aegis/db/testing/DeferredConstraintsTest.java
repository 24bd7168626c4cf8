package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deferred constraint that is violated fails the commit, whatever kind of statement has violated it: in ROLLBACK
 * isolation as on a database of its own.
 */
class DeferredConstraintsTest {

    private static final String FOREIGN_KEY = "(?si).*foreign key.*";
    private static final String VIOLATION = "insert into vessels (id, name, part_of) values (2, 'child', 99)";

    @Nested
    @DatabaseTest(prepare = Vessels.class)
    class InRollback extends Contract {

        InRollback(TestDatabase test) {
            super(test);
        }

        @Test
        void failTheTransactionThatIsInsideAnotherOne() throws SQLException {
            try (Connection outer = test().dataSource().getConnection()) {
                outer.setAutoCommit(false);
                Vessels.insert(outer, 5, "outer");
                assertThatThrownBy(() -> test().execute(VIOLATION)).hasMessageMatching(FOREIGN_KEY);
                try (Connection inner = test().dataSource().getConnection()) {
                    inner.setAutoCommit(false);
                    Vessels.execute(inner, VIOLATION);
                    assertThatThrownBy(inner::commit).hasMessageMatching(FOREIGN_KEY);
                }
                outer.commit();
            }
            assertThat(test().rowCount("vessels")).isEqualTo(2);
        }

        @Test
        void areNotCheckedForTheTransactionAround() throws SQLException {
            try (Connection outer = test().dataSource().getConnection()) {
                outer.setAutoCommit(false);
                Vessels.execute(outer, VIOLATION);
                test().execute("insert into vessels (id, name) values (3, 'other')");
                Vessels.insert(outer, 99, "parent");
                outer.commit();
            }
            assertThat(test().rowCount("vessels")).isEqualTo(4);
        }

        @Test
        void doNotHinderARowThatIsReturnedAndNotReadToTheEnd() throws SQLException {
            try (Connection connection = test().dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "insert into vessels (id, name) values (2, 'second'), (3, 'third') returning id")) {
                assertThat(rows.next()).isTrue();
                Vessels.insert(connection, 4, "fourth");
            }
            assertThat(test().rowCount("vessels")).isEqualTo(4);
        }
    }

    @Nested
    @DatabaseTest(prepare = Vessels.class, isolation = Isolation.FRESH)
    class InFresh extends Contract {

        InFresh(TestDatabase test) {
            super(test);
        }
    }

    abstract static class Contract {

        private final TestDatabase test;

        Contract(TestDatabase test) {
            this.test = test;
        }

        TestDatabase test() {
            return test;
        }

        @BeforeEach
        void defineFunctions() {
            if (test.engine() == TestEngine.POSTGRESQL) {
                test.load("""
                        create function add_vessel() returns integer language plpgsql as $$
                        begin insert into vessels (id, name, part_of) values (2, 'child', 99); return 2; end $$;
                        create procedure put_vessel() language plpgsql as $$
                        begin insert into vessels (id, name, part_of) values (2, 'child', 99); end $$;
                        """);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    VIOLATION,
                    "with x (id) as (values (2)) insert into vessels (id, name, part_of) select id, 'child', 99 from x",
                    "update vessels set part_of = 99",
                    "insert into vessels (id, name, part_of) values (2, 'child', 99) returning id",
                })
        void failTheCommit(String sql) throws SQLException {
            assertFails(sql);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "with i as (insert into vessels (id, name, part_of) values (2, 'child', 99) returning id) select * from i",
                    "select add_vessel()",
                    "values (add_vessel())",
                    "explain analyze insert into vessels (id, name, part_of) values (2, 'child', 99)",
                    "call put_vessel()",
                    "do $$ begin perform add_vessel(); end $$",
                })
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void failTheCommitOfWhatOnlyPostgresHas(String sql) throws SQLException {
            assertFails(sql);
        }

        @Test
        void letRowsThatWereWithoutTheirParentsBeforeBe() throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Vessels.execute(connection, VIOLATION);
                Vessels.insert(connection, 99, "parent");
                connection.commit();
                Vessels.execute(connection, "delete from vessels where id = 99");
                assertThatThrownBy(connection::commit).hasMessageMatching(FOREIGN_KEY);
            }
            assertThat(test.rowCount("vessels")).isEqualTo(3);
        }

        private void assertFails(String sql) throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                assertThatThrownBy(() -> run(connection, sql)).hasMessageMatching(FOREIGN_KEY);
                assertThatThrownBy(() -> runPrepared(connection, sql)).hasMessageMatching(FOREIGN_KEY);
                assertUnchanged();
                connection.setAutoCommit(false);
                run(connection, sql);
                assertThatThrownBy(connection::commit).hasMessageMatching(FOREIGN_KEY);
                connection.rollback();
                assertUnchanged();
                Vessels.insert(connection, 7, "after");
                connection.commit();
            }
            assertThat(test.rowCount("vessels")).isEqualTo(2);
        }

        private void assertUnchanged() {
            assertThat(test.query("select id, part_of from vessels"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("id", 1).containsEntry("part_of", null));
        }

        private static void run(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                readAll(statement, statement.execute(sql));
            }
        }

        private static void runPrepared(Connection connection, String sql) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                readAll(statement, statement.execute());
            }
        }

        private static void readAll(Statement statement, boolean hasRows) throws SQLException {
            if (hasRows) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
            }
        }
    }
}
