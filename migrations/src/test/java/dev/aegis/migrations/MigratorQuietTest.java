package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** With logging at INFO, in a process that has not loaded Liquibase before. */
@DatabaseTest(isolation = Isolation.FRESH)
class MigratorQuietTest {

    @Test
    void aMigrationPrintsNothing(TestDatabase test) throws Exception {
        try (MigratorProcess process = MigratorProcess.start("newer-program", test.url())) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.output()).isEmpty();
        }
        assertThat(TestMigrators.with("newer-program", test).status().isCurrent())
                .isTrue();
    }

    @Test
    void aFailurePrintsNothingBesidesTheException(TestDatabase test) throws Exception {
        try (MigratorProcess process = MigratorProcess.start("failing-step", test.url())) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .startsWith("Exception in thread \"main\" dev.aegis.migrations.MigrationException: ")
                    .contains("changeset failing-step")
                    .doesNotContain("SEVERE", "ERROR liquibase", "WARN");
        }
    }
}
