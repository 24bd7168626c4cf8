package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.MainModels;
import dev.aegis.migrations.MigrateToLatest;
import org.junit.jupiter.api.Test;

/** The models of this project and its changelog. */
@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
class OwnModelsTest {

    @Test
    void agreeWithTheChangelog(TestDatabase test) {
        assertThat(Drift.between(MainModels.find(), "the test's URL", DatabaseUrl.parse(test.url())))
                .isEmpty();
    }
}
