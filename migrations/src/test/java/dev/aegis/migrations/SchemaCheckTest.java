package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What services ask before they say that they are ready, through a connection of their own. */
class SchemaCheckTest {
    private static final Changelog OLDER = TestMigrators.changelog("older-program");
    private static final Changelog NEWER = TestMigrators.changelog("newer-program");

    @Nested
    @DatabaseTest(prepare = MigrateToLatest.class)
    class AfterMigrateToLatest {

        @Test
        void isCurrent(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                assertThat(SchemaCheck.check(connection).isCurrent()).isTrue();
            }
        }
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH)
    class WithADatabase {

        @Test
        void ofThisVersionIsCurrent(TestDatabase test) throws SQLException {
            TestMigrators.with("newer-program", test).migrate();

            assertThat(check(test, NEWER).summary()).isEqualTo("current, 2 applied");
        }

        @Test
        void ofAnOlderVersionHasChangesetsPending(TestDatabase test) throws SQLException {
            TestMigrators.with("older-program", test).migrate();

            assertThat(check(test, NEWER).pending())
                    .isEqualTo(List.of(new Changeset("second-step", "test", "test-changelogs/second-step.yaml")));
        }

        @Test
        void ofANewerVersionHasUnknownChangesets(TestDatabase test) throws SQLException {
            TestMigrators.with("newer-program", test).migrate();

            assertThat(check(test, OLDER).unknown())
                    .isEqualTo(List.of(new Changeset("second-step", "test", "test-changelogs/second-step.yaml")));
        }

        @Test
        void thatWasNeverMigratedHasAllPendingAndKeepsItsTransaction(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("create table of_the_caller (id integer)");

                MigrationStatus status = SchemaCheck.check(connection, NEWER);
                connection.commit();

                assertThat(status.summary()).isEqualTo("2 pending, 0 applied");
            }
            assertThat(test.tables()).containsExactly("of_the_caller");
        }

        private static MigrationStatus check(TestDatabase test, Changelog changelog) throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                return SchemaCheck.check(connection, changelog);
            }
        }
    }
}
