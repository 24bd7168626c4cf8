package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold for the changelog of this project, whatever is in it. */
@DatabaseTest(isolation = Isolation.FRESH)
class OwnChangelogTest {

    @Test
    void anyNumberOfChangesetsRollsBackAndComesAgain(TestDatabase test) {
        Migrator migrator = TestMigrators.latest(test);
        int count = migrator.migrate().applied().size();
        List<String> catalogue = SchemaCatalogue.of(test);

        for (int steps = 1; steps <= count; steps++) {
            assertThat(migrator.rollback(steps).changesets()).hasSize(steps);
            assertThat(migrator.migrate().applied()).hasSize(steps);
            assertThat(SchemaCatalogue.of(test)).isEqualTo(catalogue);
        }
    }

    @Test
    void rolledBackOneByOneItLeavesNothing(TestDatabase test) {
        Migrator migrator = TestMigrators.latest(test);
        int count = migrator.migrate().applied().size();

        for (int done = 0; done < count; done++) {
            assertThat(migrator.rollback(1).changesets()).hasSize(1);
        }

        assertThat(SchemaCatalogue.of(test)).isEmpty();
    }
}
