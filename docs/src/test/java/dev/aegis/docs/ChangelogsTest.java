package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.QuietLiquibase;
import dev.aegis.migrations.generate.MigrationGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changesets in the guides: Liquibase applies them and rolls them back, and the generator writes what they say. */
class ChangelogsTest {

    private static final Path CHANGELOGS = Path.of("src/test/resources/changelog");

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH)
    class Shown {

        @Test
        void areAppliedAndRolledBack(TestDatabase test) throws Exception {
            try (Connection connection = test.dataSource().getConnection()) {
                Database database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                QuietLiquibase.call(database, () -> applyAndRollBack(database, test));
            }
            assertThat(test.tables()).doesNotContain("shields", "gauntlets");
        }

        private int applyAndRollBack(Database database, TestDatabase test) throws LiquibaseException {
            Liquibase liquibase = new Liquibase("changelog/guides.yaml", new ClassLoaderResourceAccessor(), database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update("");
            int applied = database.getRanChangeSetList().size();
            assertThat(test.tables()).contains("shields", "gauntlets");
            assertThat(test.query("select defense_rating from shields")).isEmpty();
            liquibase.rollback(applied, "", "");
            return applied;
        }
    }

    @Table("gauntlets")
    record Gauntlet(@Id long id, String name, int weight) {}

    @Test
    void areWhatTheGeneratorWrites(@TempDir Path changelog) throws IOException {
        Path own = Path.of("../migrations/src/main/resources/db/changelog/changelog.yaml");
        Files.copy(own, changelog.resolve("changelog.yaml"));
        Files.createDirectory(changelog.resolve("changes"));
        Models models = new Models(RecordSchema.of(List.of(Gauntlet.class)), Set.of());

        Path written = new MigrationGenerator(changelog)
                .generate(models, "Add gauntlets", false)
                .file()
                .orElseThrow();

        assertThat(written)
                .hasFileName("0001-add-gauntlets.yaml")
                .hasSameTextualContentAs(CHANGELOGS.resolve("0001-add-gauntlets.yaml"));
    }
}
