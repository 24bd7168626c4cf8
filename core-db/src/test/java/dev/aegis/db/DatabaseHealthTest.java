package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.nio.file.Path;
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
            assertThat(health.tables()).containsExactly(new DatabaseHealth.Table("notes", 2, true));
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

        assertThat(health.tables()).containsExactly(new DatabaseHealth.Table("notes", 100_000, false));
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
