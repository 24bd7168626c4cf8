package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.Default;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.lint.LintOptions;
import dev.aegis.migrations.lint.LintedChangelog;
import dev.aegis.migrations.lint.MigrationLint;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A column gets another name while programs of two releases run: each schema suits the programs of its release and of the one
 * before, and the linter has nothing to say.
 */
@DatabaseTest(isolation = Isolation.FRESH)
class ExpandAndContractTest {
    private final GeneratedChangelog changelog = GeneratedChangelog.create("expand-and-contract");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    private static final class Before {
        // tag::before
        @Table("vessels")
        record Vessel(@Id long id, String name, int defense) {}
        // end::before
    }

    private static final class Expand {
        // tag::expand
        @Table("vessels")
        record Vessel(
                @Id long id,
                String name,
                int defense,
                @Default("10") int defenseRating) {}
        // end::expand
    }

    private static final class Move {
        // tag::move
        @Table("vessels")
        record Vessel(
                @Id long id,
                String name,
                @Nullable Integer defense,
                @Default("10") int defenseRating) {}
        // end::move
    }

    private static final class Contract {
        // tag::contract
        @Table("vessels")
        record Vessel(
                @Id long id, String name, @Default("10") int defenseRating) {}
        // end::contract
    }

    @Test
    void programsOfTwoReleasesRunOnEachSchema(TestDatabase test) throws IOException {
        release(test, Before.Vessel.class, "Begin", "1.0", false);
        programsBefore(test);

        release(test, Expand.Vessel.class, "Expand", "1.1", false);
        programsBefore(test);
        programsThatWriteBoth(test);
        fill(test);

        release(test, Move.Vessel.class, "Move", "1.2", false);
        programsThatWriteBoth(test);
        programsThatKnowTheNewColumnOnly(test);

        release(test, Contract.Vessel.class, "Contract", "1.3", true);
        programsThatKnowTheNewColumnOnly(test);
        assertThat(test.query("select * from vessels").get(0)).containsOnlyKeys("id", "name", "defense_rating");
    }

    private void release(
            TestDatabase test, Class<? extends Record> model, String message, String version, boolean destructive)
            throws IOException {
        Models models = new Models(RecordSchema.of(List.of(model)), Set.of());

        assertThat(generator.generate(models, message, destructive).file()).isPresent();
        MigrationLint linted = LintedChangelog.of(changelog);
        assertThat(linted.run(LintOptions.DEFAULT).findings()).isEmpty();
        linted.release(version);
        changelog.migrator(test).migrate();
    }

    private static void programsBefore(TestDatabase test) {
        test.execute("insert into vessels (name, defense) values ('Targe', 7)");
        assertThat(test.query("select defense from vessels where name = 'Targe'"))
                .allSatisfy(row -> assertThat(row).containsEntry("defense", 7));
    }

    private static void programsThatWriteBoth(TestDatabase test) {
        test.execute("insert into vessels (name, defense, defense_rating) values ('Pavise', 8, 8)");
        assertThat(test.query("select defense, defense_rating from vessels where name = 'Pavise'"))
                .allSatisfy(row -> assertThat(row).containsEntry("defense", 8).containsEntry("defense_rating", 8));
    }

    /** What a job does in batches, once no program is left that writes only the old column. */
    private static void fill(TestDatabase test) {
        test.execute("""
                update vessels set defense_rating = defense
                where id in (select id from vessels where defense_rating <> defense order by id limit 1000)
                """);
        assertThat(test.query("select id from vessels where defense_rating <> defense"))
                .isEmpty();
    }

    private static void programsThatKnowTheNewColumnOnly(TestDatabase test) {
        test.execute("insert into vessels (name, defense_rating) values ('Aegis', 99)");
        assertThat(test.query("select defense_rating from vessels where name = 'Targe'"))
                .allSatisfy(row -> assertThat(row).containsEntry("defense_rating", 7));
    }
}
