package dev.aegis.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In ROLLBACK isolation, a connection behaves as one of the driver's would. */
@DatabaseTest(prepare = Vessels.class)
class RollbackTransactionsTest {

    private final TestDatabase test;
    private Connection connection;

    RollbackTransactionsTest(TestDatabase test) {
        this.test = test;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = test.dataSource().getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Nested
    class AutoCommit {

        @Test
        void isOnAtFirst() throws SQLException {
            assertThat(connection.getAutoCommit()).isTrue();
        }

        @Test
        void keepsAStatementWhenALaterTransactionIsRolledBack() throws SQLException {
            Vessels.insert(connection, 2, "kept");
            connection.setAutoCommit(false);
            Vessels.insert(connection, 3, "undone");
            connection.rollback();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void survivesAFailedStatement() throws SQLException {
            Vessels.insert(connection, 2, "kept");
            assertThatThrownBy(() -> Vessels.insert(connection, 3, "first")).isInstanceOf(SQLException.class);
            Vessels.insert(connection, 3, "kept too");

            assertThat(Vessels.count(connection)).isEqualTo(3);
        }

        @Test
        void survivesAFailedPreparedStatementWhichThenWorks() throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into vessels (id, name) values (?, ?)")) {
                insert.setInt(1, 2);
                insert.setString(2, "first");
                assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
                insert.setString(2, "second");
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void survivesAFailedBatch() throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into vessels (id, name) values (?, ?)")) {
                for (String name : new String[] {"second", "first"}) {
                    insert.setInt(1, name.length());
                    insert.setString(2, name);
                    insert.addBatch();
                }
                assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
            }
            Vessels.insert(connection, 9, "after");

            assertThat(test.query("select id from vessels where name = 'after'"))
                    .hasSize(1);
        }

        @Test
        void returnsTheRowsOfAnInsert() throws SQLException {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "insert into vessels (id, name) values (2, 'second') returning name")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("second");
            }
            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void commitsAnOpenTransactionWhenItIsTurnedOn() throws SQLException {
            connection.setAutoCommit(false);
            Vessels.insert(connection, 2, "second");
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            connection.rollback();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void knowsNoTransactions() {
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLException.class);
        }
    }

    @Nested
    class Transactions {

        @BeforeEach
        void begin() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Test
        void undoWhatWasNotCommitted() throws SQLException {
            Vessels.insert(connection, 2, "kept");
            connection.commit();
            Vessels.insert(connection, 3, "undone");
            connection.rollback();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void areRolledBackByClosing() throws SQLException {
            Vessels.insert(connection, 2, "undone");
            connection.close();

            assertThat(test.rowCount("vessels")).isEqualTo(1);
        }

        @Test
        void mayBeCommittedOrRolledBackWithoutHavingDoneAnything() throws SQLException {
            connection.commit();
            connection.rollback();

            assertThat(Vessels.count(connection)).isEqualTo(1);
        }

        @Test
        void areUndoneAfterAFailedStatement() throws SQLException {
            Vessels.insert(connection, 2, "undone");
            assertThatThrownBy(() -> Vessels.insert(connection, 3, "first")).isInstanceOf(SQLException.class);
            connection.rollback();
            Vessels.insert(connection, 3, "kept");
            connection.commit();

            assertThat(test.query("select name from vessels where id > 1"))
                    .extracting(row -> row.get("name"))
                    .containsExactly("kept");
        }

        @Test
        void cannotBeCommittedAfterAFailedStatementOnPostgres() throws SQLException {
            Vessels.insert(connection, 2, "second");
            assertThatThrownBy(() -> Vessels.insert(connection, 3, "first")).isInstanceOf(SQLException.class);

            if (test.engine() == TestEngine.POSTGRESQL) {
                assertThatThrownBy(() -> Vessels.count(connection)).hasMessageContaining("transaction is aborted");
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
                assertThat(Vessels.count(connection)).isEqualTo(1);
            } else {
                connection.commit();
                assertThat(Vessels.count(connection)).isEqualTo(2);
            }
        }

        @Test
        void checkDeferredConstraintsWhenTheyCommit() throws SQLException {
            Vessels.execute(connection, "insert into vessels (id, name, part_of) values (2, 'child', 99)");
            assertThatThrownBy(connection::commit)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?si).*foreign key.*");
            connection.rollback();
            Vessels.execute(connection, "insert into vessels (id, name, part_of) values (2, 'child', 99)");
            Vessels.insert(connection, 99, "parent");
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(3);
        }

        @Test
        void mayBeNestedInOthers() throws SQLException {
            Vessels.insert(connection, 2, "outer");
            try (Connection inner = test.dataSource().getConnection()) {
                inner.setAutoCommit(false);
                assertThat(Vessels.count(inner)).isEqualTo(2);
                Vessels.insert(inner, 3, "inner");
                inner.rollback();
            }
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }
    }

    @Nested
    class Savepoints {

        @BeforeEach
        void begin() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Test
        void nest() throws SQLException {
            Savepoint outer = connection.setSavepoint("same name");
            Vessels.insert(connection, 2, "outer");
            Savepoint inner = connection.setSavepoint("same name");
            Vessels.insert(connection, 3, "inner");
            connection.rollback(inner);
            assertThat(Vessels.count(connection)).isEqualTo(2);
            connection.rollback(outer);
            assertThat(Vessels.count(connection)).isEqualTo(1);
        }

        @Test
        void keepWhatWasDoneWhenReleased() throws SQLException {
            Savepoint savepoint = connection.setSavepoint();
            Vessels.insert(connection, 2, "second");
            connection.releaseSavepoint(savepoint);
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void letATransactionGoOnAfterAFailedStatement() throws SQLException {
            Vessels.insert(connection, 2, "second");
            Savepoint savepoint = connection.setSavepoint();
            assertThatThrownBy(() -> Vessels.insert(connection, 3, "first")).isInstanceOf(SQLException.class);
            connection.rollback(savepoint);
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void endWithTheirTransaction() throws SQLException {
            Savepoint savepoint = connection.setSavepoint();
            connection.commit();

            assertThatThrownBy(() -> connection.rollback(savepoint)).hasMessageContaining("has ended");
        }
    }

    @Nested
    class ReadOnly {

        @Test
        void refusesToWriteInATransactionAndLetsTheNextOneWrite() throws SQLException {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(Vessels.count(connection)).isEqualTo(1);
            assertThatThrownBy(() -> Vessels.insert(connection, 2, "refused"))
                    .hasMessageMatching("(?si).*read-?\\s?only.*");
            connection.rollback();
            connection.setReadOnly(false);
            Vessels.insert(connection, 2, "second");
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void refusesToWriteInAutoCommitMode() throws SQLException {
            connection.setReadOnly(true);
            assertThat(Vessels.count(connection)).isEqualTo(1);
            assertThatThrownBy(() -> Vessels.insert(connection, 2, "refused")).isInstanceOf(SQLException.class);
            connection.setReadOnly(false);
            Vessels.insert(connection, 2, "second");

            assertThat(Vessels.count(connection)).isEqualTo(2);
        }

        @Test
        void holdsForItsOwnConnectionOnly() throws SQLException {
            connection.setAutoCommit(false);
            Vessels.insert(connection, 2, "outer");
            try (Connection inner = test.dataSource().getConnection()) {
                inner.setAutoCommit(false);
                inner.setReadOnly(true);
                assertThat(Vessels.count(inner)).isEqualTo(2);
                assertThatThrownBy(() -> Vessels.insert(inner, 3, "refused")).isInstanceOf(SQLException.class);
                inner.rollback();
            }
            Vessels.insert(connection, 3, "outer again");
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(3);
        }

        @Test
        void cannotBeChangedInTheMiddleOfATransaction() throws SQLException {
            connection.setAutoCommit(false);
            Vessels.count(connection);

            assertThatThrownBy(() -> connection.setReadOnly(true)).hasMessageContaining("middle of a transaction");
        }
    }

    @Nested
    class SqlText {

        @ParameterizedTest
        @ValueSource(
                strings = {"begin", "COMMIT", "  -- why\n rollback;", "/* */ start transaction", "end", "savepoint x"})
        void cannotControlTransactions(String sql) {
            assertThatThrownBy(() -> Vessels.execute(connection, sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Isolation.FRESH");
            assertThatThrownBy(() -> connection.prepareStatement(sql)).hasMessageContaining("Isolation.FRESH");
        }

        @Test
        void maySetSavepointsInsideATransaction() throws SQLException {
            connection.setAutoCommit(false);
            Vessels.execute(connection, "savepoint mine");
            Vessels.insert(connection, 2, "undone");
            Vessels.execute(connection, "rollback to savepoint mine");
            connection.commit();

            assertThat(Vessels.count(connection)).isEqualTo(1);
        }
    }

    @Nested
    class WhatNeedsACommit {

        @Test
        void namesTheOtherIsolationWhenItFails() {
            String sql = switch (test.engine()) {
                case SQLITE -> "vacuum";
                case POSTGRESQL -> "create index concurrently vessels_part on vessels (part_of)";
            };
            assertThatThrownBy(() -> Vessels.execute(connection, sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContainingAll("transaction", "Isolation.FRESH");
            assertThatThrownBy(() -> Vessels.execute(connection, "nonsense"))
                    .hasMessageNotContaining("Isolation.FRESH");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "set transaction isolation level serializable",
                    "set transaction_isolation = 'repeatable read'",
                    "select set_config('transaction_isolation', 'serializable', true)"
                })
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void asAnIsolationLevelSetBySqlDoes(String sql) throws SQLException {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> Vessels.execute(connection, sql))
                    .hasMessageContainingAll("ROLLBACK isolation", "Isolation.FRESH");
        }

        @Test
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void isRefusedIfItListens() {
            assertThatThrownBy(() -> Vessels.execute(connection, "listen vessels"))
                    .hasMessageContainingAll("no notification arrives", "Isolation.FRESH");
            assertThatThrownBy(() -> connection.prepareStatement("LISTEN vessels"))
                    .hasMessageContaining("Isolation.FRESH");
        }

        @Test
        @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
        void mayNotify() throws SQLException {
            Vessels.execute(connection, "notify vessels, 'changed'");

            assertThat(Vessels.count(connection)).isEqualTo(1);
        }
    }

    @Nested
    class Settings {

        @Test
        void includeAnIsolationLevelAtAnyTime() throws SQLException {
            connection.setAutoCommit(false);
            Vessels.count(connection);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        }

        @Test
        void canBeAskedForWhileAnotherTransactionIsSpoilt() throws SQLException {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> Vessels.insert(connection, 3, "first")).isInstanceOf(SQLException.class);
            try (Connection other = test.dataSource().getConnection()) {
                assertThat(other.getTransactionIsolation()).isEqualTo(connection.getTransactionIsolation());
                assertThat(other.isValid(1)).isTrue();
            }
            connection.rollback();
        }

        @Test
        void areThoseOfTheConnectionThatAStatementNames() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.getConnection()).isSameAs(connection);
            }
        }

        @Test
        void areGoneWithTheConnection() throws SQLException {
            connection.close();

            assertThat(connection.isClosed()).isTrue();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(connection::createStatement).hasMessageContaining("closed");
        }
    }
}
