package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DatabaseTest(isolation = Isolation.FRESH)
@Timeout(120)
class MigratorKilledTest {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    @Test
    void theNextMigratorGoesOnAfterKillMinusNine(TestDatabase test) throws Exception {
        test.execute("create table slowness (steps bigint)");
        test.execute("insert into slowness values (?)", endless(test));
        try (MigratorProcess process = MigratorProcess.start("slow", test.url())) {
            awaitSlowChangeset(test, process);
            process.kill();
        }
        long killed = System.nanoTime();
        test.execute("delete from slowness");
        Migrator next = TestMigrators.with("slow", test);

        MigrationResult result = next.migrate();

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(10));
        assertThat(result.applied()).extracting(AppliedChangeset::id).containsExactly("slow", "second-step");
        assertThat(next.status().summary()).isEqualTo("current, 3 applied");
    }

    private static long endless(TestDatabase test) {
        return switch (test.engine()) {
            case SQLITE -> 1_000_000_000_000L;
            case POSTGRESQL -> 3_600;
        };
    }

    private static void awaitSlowChangeset(TestDatabase test, MigratorProcess process) throws Exception {
        long start = System.nanoTime();
        while (!isInSlowChangeset(test)) {
            assertThat(process.isAlive()).as(process.output()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_START);
            Thread.sleep(20);
        }
    }

    /** Whether the first changeset is committed and the transaction of the second is open. */
    private static boolean isInSlowChangeset(TestDatabase test) throws SQLException {
        return switch (test.engine()) {
            case SQLITE -> !TestMigrators.with("slow", test).status().applied().isEmpty() && isWriteLocked(test);
            case POSTGRESQL ->
                !test.query(
                                "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()")
                        .isEmpty();
        };
    }

    private static boolean isWriteLocked(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 0");
            try {
                statement.execute("begin immediate");
                statement.execute("rollback");
                return false;
            } catch (SQLException e) {
                return true;
            }
        }
    }
}
