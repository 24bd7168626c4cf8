package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What libraries that want a data source get. */
@DatabaseTest(isolation = Isolation.FRESH)
class DatabaseDataSourceTest {

    @Test
    void eachStatementCommitsByItself(TestDatabase test) {
        onBothKinds(test, db -> {
            DataSource dataSource = db.dataSource();
            run(dataSource, "insert into facts (id) values (1)");

            assertThat(count(db)).isEqualTo(1);
            assertThatThrownBy(() -> run(dataSource, "insert into facts (id) values (1)"))
                    .hasCauseInstanceOf(SQLException.class);
            run(dataSource, "insert into facts (id) values (2)");
            assertThat(count(db)).isEqualTo(2);
        });
    }

    @Test
    void transactionsAreAsTheyWereAfterwards(TestDatabase test) {
        onBothKinds(test, db -> {
            run(db.dataSource(), "insert into facts (id) values (1)");

            assertThatThrownBy(() -> db.useTransaction(tx -> {
                        tx.handle().execute("insert into facts (id) values (2)");
                        throw new IllegalStateException("undo");
                    }))
                    .hasMessage("undo");
            assertThat(count(db)).isEqualTo(1);
        });
    }

    @Test
    void aClosedDatabaseGivesNone(TestDatabase test) {
        Database db = Database.open(DatabaseConfig.of(test.url()));
        db.close();

        assertThatThrownBy(() -> db.dataSource().getConnection()).isInstanceOf(SQLException.class);
    }

    /** Where there is one connection that writes. */
    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
    class OnSqlite {
        @Test
        void aBorrowerKeepsOtherWritersWaitingUntilItCloses(TestDatabase test) throws Exception {
            try (Database db = Database.open(DatabaseConfig.builder(test.url())
                    .acquireTimeout(Duration.ofMillis(100))
                    .build())) {
                Connection connection = db.dataSource().getConnection();
                Thread other = new Thread(() -> assertThatThrownBy(() -> db.useTransaction(tx -> {}))
                        .isInstanceOf(DatabaseException.PoolExhausted.class));
                Throwable[] failure = new Throwable[1];
                other.setUncaughtExceptionHandler((thread, error) -> failure[0] = error);
                other.start();
                other.join(20_000);
                assertThat(failure[0]).isNull();
                assertThatThrownBy(() -> db.dataSource().getConnection()).isInstanceOf(IllegalStateException.class);

                connection.close();
                connection.close();
                db.useTransaction(tx -> {});
                assertThatThrownBy(connection::createStatement).hasMessage("the connection is closed");
            }
        }

        @Test
        void aTransactionCannotBeBegunOnIt(TestDatabase test) throws Exception {
            try (Database db = Database.open(DatabaseConfig.of(test.url()));
                    Connection connection = db.dataSource().getConnection()) {
                connection.setAutoCommit(true);
                assertThatThrownBy(() -> connection.setAutoCommit(false))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("use Database.inTransaction");
            }
        }

        @Test
        void aTransactionAndSuchAConnectionDoNotMixOnOneThread(TestDatabase test) {
            try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
                assertThatThrownBy(() -> db.useTransaction(tx -> db.dataSource().getConnection()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has an unnamed transaction open");
            }
        }
    }

    private static void onBothKinds(TestDatabase test, Consumer<Database> work) {
        test.execute("create table facts (id integer primary key)");
        try (Database owned = Database.open(DatabaseConfig.of(test.url()))) {
            work.accept(owned);
        }
        test.execute("delete from facts");
        try (Database over = Database.over(test.dataSource())) {
            work.accept(over);
        }
    }

    private static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(Database db) {
        return db.read(tx -> tx.handle()
                .createQuery("select count(*) from facts")
                .mapTo(Integer.class)
                .one());
    }
}
