package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What services ask before they say that they are ready, through a connection of their own. */
class SchemaCheckTest {

    @DatabaseTest(prepare = MigrateToLatest.class)
    static class Migrated {

        @Test
        void isCurrent(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection()) {
                assertThat(SchemaCheck.check(connection).isCurrent()).isTrue();
            }
        }

        @Test
        void isPendingWhenTheLatestChangesetIsMissing(TestDatabase test) throws SQLException {
            test.execute("delete from databasechangelog where orderexecuted > 1");

            try (Connection connection = test.dataSource().getConnection()) {
                assertThat(SchemaCheck.check(connection).pending()).isNotEmpty();
                assertThat(SchemaCheck.check(connection).applied()).hasSize(1);
            }
        }

        @Test
        void isUnknownWhenTheSchemaIsNewer(TestDatabase test) throws SQLException {
            test.execute("update databasechangelog set id = 'from the future' where orderexecuted = 1");

            try (Connection connection = test.dataSource().getConnection()) {
                assertThat(SchemaCheck.check(connection).unknown())
                        .extracting(Changeset::id)
                        .containsExactly("from the future");
            }
        }
    }

    @DatabaseTest(isolation = Isolation.FRESH)
    static class NeverMigrated {

        @Test
        void hasAllPendingAndLeavesTheTransactionIntact(TestDatabase test) throws SQLException {
            try (Connection connection = test.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("create table of_the_caller (id integer)");

                MigrationStatus status = SchemaCheck.check(connection);
                connection.commit();

                assertThat(status.applied()).isEmpty();
                assertThat(status.pending()).isNotEmpty();
            }
            assertThat(test.tables()).containsExactly("of_the_caller");
        }
    }
}
