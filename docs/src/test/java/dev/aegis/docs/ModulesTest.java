package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.AppliedChangeset;
import dev.aegis.migrations.MigrationResult;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.Migrator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code in the READMEs of modules. */
@DatabaseTest(isolation = Isolation.FRESH)
class ModulesTest {

    @Test
    void migrates(TestDatabase test) {
        DatabaseConfig config = DatabaseConfig.of(test.url());
        List<String> log = new ArrayList<>();
        // tag::migrations
        Migrator migrator = Migrator.of(config);
        MigrationStatus before = migrator.status(); // applied, pending, changed since, unknown to this program
        MigrationResult result = migrator.migrate(
                (AppliedChangeset changeset) -> log.add(changeset.id() + " in " + changeset.duration()));
        if (!result.nothingWasPending()) {
            migrator.rollback(1); // the last one; every changeset has a way back
        }
        // end::migrations
        assertThat(before.isCurrent()).isFalse();
        assertThat(log).hasSameSizeAs(result.applied());
        assertThat(migrator.status().pending()).hasSize(1);
    }
}
