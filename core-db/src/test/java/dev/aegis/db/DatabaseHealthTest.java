package dev.aegis.db;

import static dev.aegis.db.DatabaseHealth.Precision.ABOUT;
import static dev.aegis.db.DatabaseHealth.Precision.AT_LEAST;
import static dev.aegis.db.DatabaseHealth.Precision.EXACT;
import static dev.aegis.db.DatabaseHealth.Precision.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest(prepare = NotesTable.class, isolation = Isolation.FRESH)
class DatabaseHealthTest {

    @Test
    void showsTheFactsFromInside(TestDatabase test) {
        test.execute("insert into notes values ('a'), ('b')");
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            DatabaseHealth health = db.health();

            assertThat(health.fault()).isEmpty();
            assertThat(health.engine().name()).isEqualTo(test.engine().name());
            assertThat(health.version()).isNotBlank();
            assertThat(health.sizeBytes()).isPositive();
            assertThat(health.latency()).isPositive();
            assertThat(health.tables()).containsExactly(new DatabaseHealth.Table("notes", 2, EXACT, Optional.empty()));
            assertThat(health.pool())
                    .hasValueSatisfying(pool -> assertThat(pool.active()).isZero());
        }
    }

    @Test
    void showsTheFactsFromOutside(TestDatabase test) {
        DatabaseHealth health = DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url()));

        assertThat(health.fault()).isEmpty();
        assertThat(health.tables()).extracting(DatabaseHealth.Table::name).containsExactly("notes");
        assertThat(health.pool()).isEmpty();
        assertThat(health.serverConnections().isPresent()).isEqualTo(test.engine() == TestEngine.POSTGRESQL);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void listsTheTablesOfASchemaWhoseNameNeedsQuotes(TestDatabase test) {
        test.execute("create schema \"Odd one\"");
        test.execute("create table \"Odd one\".coins (id integer)");
        String url = test.url() + (test.url().contains("?") ? "&" : "?") + "currentSchema=%22Odd%20one%22";

        assertThat(DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(url)).tables())
                .extracting(DatabaseHealth.Table::name)
                .containsExactly("coins");
    }

    @Test
    void countsOnlySoManyRows(TestDatabase test) {
        test.execute("insert into notes select 'note ' || n from"
                + " (with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 100001)"
                + " select n from numbers) as numbered");

        DatabaseHealth health = DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url()));

        assertThat(health.tables())
                .containsExactly(new DatabaseHealth.Table("notes", 100_000, AT_LEAST, Optional.empty()));
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void doesNotCountWhatTheServerKnowsToBeMuch(TestDatabase test) {
        test.execute("insert into notes select 'note ' || n from generate_series(1, 100001) n");
        test.execute("analyze notes");

        List<DatabaseHealth.Table> tables =
                DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url())).tables();

        assertThat(tables).singleElement().satisfies(notes -> {
            assertThat(notes.precision()).isEqualTo(ABOUT);
            assertThat(notes.rows()).isBetween(90_000L, 110_000L);
            assertThat(notes.fault()).isEmpty();
        });
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void aLockedTableIsAFactOfThatTableAlone(TestDatabase test) throws SQLException {
        test.execute("insert into notes values ('a'), ('b')");
        test.execute("create table alterations (id integer)");
        test.execute("create table zeniths (id integer)");
        test.execute("insert into alterations select generate_series(1, 500)");
        test.execute("analyze alterations");
        try (Database db = Database.open(DatabaseConfig.of(test.url()));
                Connection other = test.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table alterations, zeniths in access exclusive mode");
            Instant start = Instant.now();

            assertThatLockedTablesAreMarked(db.health());
            assertThatLockedTablesAreMarked(DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url())));

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
            other.rollback();
        }
    }

    private static void assertThatLockedTablesAreMarked(DatabaseHealth health) {
        assertThat(health.fault()).isEmpty();
        assertThat(health.tables())
                .containsExactly(
                        new DatabaseHealth.Table("alterations", 500, ABOUT, Optional.of("locked by another session")),
                        new DatabaseHealth.Table("notes", 2, EXACT, Optional.empty()),
                        new DatabaseHealth.Table("zeniths", 0, UNKNOWN, Optional.of("locked by another session")));
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void aTableThatCannotBeReadIsAFactOfThatTableAlone(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma writable_schema = on");
            statement.execute("insert into sqlite_schema values ('table', 'broken', 'broken', 0,"
                    + " 'create virtual table broken using a_module_of_another_program')");
        }

        for (DatabaseHealth health : healthOfBothKinds(test)) {
            assertThat(health.fault()).isEmpty();
            assertThat(health.tables())
                    .extracting(DatabaseHealth.Table::name, DatabaseHealth.Table::precision)
                    .containsExactly(tuple("broken", UNKNOWN), tuple("notes", EXACT));
            assertThat(health.tables().get(0).fault().orElseThrow()).contains("no such module");
        }
    }

    private static List<DatabaseHealth> healthOfBothKinds(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            return List.of(db.health(), DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url())));
        }
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void countsTheConnectionsOfOtherRolesWithoutAPrivilege(TestDatabase test) throws SQLException {
        String role = "plain_" + test.url().replaceFirst(".*/", "").replaceAll("\\W", "");
        test.execute("create role " + role + " login password 'plain'");
        try (Connection other = test.dataSource().getConnection();
                Connection another = test.dataSource().getConnection()) {
            assertThat(other.isValid(5) && another.isValid(5)).isTrue();
            String url = test.url().replaceFirst("//[^@/]*@", "//" + role + ":plain@");

            DatabaseHealth health = DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(url));

            assertThat(health.fault()).isEmpty();
            assertThat(health.serverConnections().orElseThrow().used()).isGreaterThanOrEqualTo(3);
        } finally {
            test.execute("drop role " + role);
        }
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void aDatabaseThatTakesNoWritesSaysSoWhenItIsAsked(TestDatabase test) {
        test.execute(
                "alter database \"" + test.url().replaceFirst(".*/", "") + "\" set default_transaction_read_only = on");
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThatThrownBy(db::ping)
                    .isInstanceOf(DatabaseException.ReadOnly.class)
                    .hasMessage("the database takes no writes: default_transaction_read_only is on");
            assertThat(db.health().fault()).isEmpty();
            assertThat(db.health().readOnly()).contains("default_transaction_read_only is on");
        }
    }

    @Test
    void takesWritesUnlessItSaysOtherwise(TestDatabase test) {
        for (DatabaseHealth health : healthOfBothKinds(test)) {
            assertThat(health.readOnly()).isEmpty();
            assertThat(health.replica()).isEmpty();
        }
    }

    @Test
    @Timeout(30)
    void waitsForNoWriter(TestDatabase test) throws InterruptedException {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            CountDownLatch writes = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            Thread writer = new Thread(() -> db.useTransaction(tx -> {
                NotesTable.insert(tx, "uncommitted");
                writes.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            writer.start();
            try {
                assertThat(writes.await(10, TimeUnit.SECONDS)).isTrue();

                assertThat(db.health().isHealthy()).isTrue();
                assertThat(DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(test.url()))
                                .isHealthy())
                        .isTrue();
                assertThat(db.health().pool().orElseThrow().active()).isEqualTo(1);
            } finally {
                mayEnd.countDown();
                writer.join();
            }
        }
    }

    @Test
    void anIllDatabaseIsAFaultNotAnException(TestDatabase test, @TempDir Path directory) {
        String url = test.engine() == TestEngine.SQLITE
                ? "sqlite:///" + directory.resolve("none.db")
                : test.url().replaceFirst("/[^/]*$", "/lacking");

        DatabaseHealth health = DatabaseHealth.of("DATABASE_URL", DatabaseUrl.parse(url));

        assertThat(health.isHealthy()).isFalse();
        assertThat(health.fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith("DATABASE_URL=").doesNotContain("\n"));
    }

    @Test
    void pingTellsTheLatency(TestDatabase test) {
        try (Database db = Database.open(DatabaseConfig.of(test.url()))) {
            assertThat(db.ping()).isPositive();
        }
    }
}
