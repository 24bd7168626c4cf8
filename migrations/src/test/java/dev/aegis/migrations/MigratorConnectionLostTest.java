package dev.aegis.migrations;

import static dev.aegis.migrations.MigratorTest.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class MigratorConnectionLostTest {

    @Test
    void saysSoAndTheNextMigratorGoesOn(TestDatabase test) {
        Migrator migrator = TestMigrators.with("lost-connection", test);

        assertOneLine(migrator::migrate, "lost-connection", "the connection was lost; run again");

        assertThat(test.tables()).contains("first_step").doesNotContain("half_done");
        assertThat(TestMigrators.with("older-program", test).migrate().nothingWasPending())
                .isTrue();
    }

    @Test
    void aSchemaThatDoesNotExistIsNamed(TestDatabase test) {
        String separator = test.url().contains("?") ? "&" : "?";
        Migrator migrator = TestMigrators.with("older-program", test.url() + separator + "currentSchema=nope");

        assertOneLine(migrator::migrate, "no schema of search_path (nope) exists", "create schema");
    }
}
