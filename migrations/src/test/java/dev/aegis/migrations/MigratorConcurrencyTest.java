package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several migrators at once on an empty database: one applies, the others wait and find nothing to do. */
class MigratorConcurrencyTest {

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH)
    @Timeout(120)
    class OnBothEngines {

        @Test
        void oneOfSeveralThreadsApplies(TestDatabase test) throws Exception {
            List<MigrationResult> results =
                    inThreads(5, () -> TestMigrators.with("newer-program", test).migrate());

            assertThat(results).extracting(result -> result.applied().size()).containsExactlyInAnyOrder(2, 0, 0, 0, 0);
        }

        @Test
        void oneOfSeveralProcessesApplies(TestDatabase test) throws Exception {
            List<MigratorProcess> processes = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    processes.add(MigratorProcess.start("newer-program", test.url()));
                }
                for (MigratorProcess process : processes) {
                    assertThat(process.exitCode()).as(process.output()).isZero();
                }
            } finally {
                processes.forEach(MigratorProcess::close);
            }

            assertThat(TestMigrators.with("newer-program", test).status().summary())
                    .isEqualTo("current, 2 applied");
        }

        @Test
        void everybodySeesACurrentSchemaAfterwards(TestDatabase test) throws Exception {
            Migrator migrator = TestMigrators.with("newer-program", test);

            List<MigrationStatus> seen = inThreads(4, () -> {
                migrator.migrate();
                return migrator.status();
            });

            assertThat(seen).allSatisfy(status -> assertThat(status.isCurrent()).isTrue());
        }
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
    @Timeout(60)
    class OnPostgresql {

        /** It waits for every transaction that is older, so those who wait for the lock must not have one. */
        @Test
        void anIndexIsBuiltConcurrentlyWhileOthersWait(TestDatabase test) throws Exception {
            List<MigrationResult> results = inThreads(
                    4, () -> TestMigrators.with("concurrent-index", test).migrate());

            assertThat(results).extracting(result -> result.applied().size()).containsExactlyInAnyOrder(2, 0, 0, 0);
        }
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.SQLITE)
    @Timeout(60)
    class OnSqlite {

        @Test
        void migratesWhileAServiceWrites(TestDatabase test) throws Exception {
            test.execute("create table traffic (id integer primary key)");
            Migrator migrator = TestMigrators.with("newer-program", test);
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService service = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> written = service.submit(() -> writeUntil(done, test));
                int all = 0;
                for (int i = 0; i < 10; i++) {
                    all = migrator.migrate().applied().size();
                    assertThat(migrator.rollback(all).changesets()).hasSize(all);
                }
                done.set(true);
                long acknowledged = written.get(30, TimeUnit.SECONDS);

                assertThat(all).isPositive();
                assertThat(test.rowCount("traffic")).isEqualTo(acknowledged);
            } finally {
                done.set(true);
                service.shutdown();
                assertThat(service.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        private static int writeUntil(AtomicBoolean done, TestDatabase test) throws SQLException {
            int rows = 0;
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 10000");
                while (!done.get()) {
                    rows += statement.executeUpdate("insert into traffic default values");
                }
            }
            return rows;
        }
    }

    private static <T> List<T> inThreads(int count, Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
