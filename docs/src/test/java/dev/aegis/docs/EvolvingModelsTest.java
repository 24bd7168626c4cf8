package dev.aegis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.Backfill;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.KeptColumns;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.RenamedFrom;
import dev.aegis.db.schema.Table;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.QuietLiquibase;
import dev.aegis.migrations.generate.MigrationGenerator;
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
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record in docs/migrations.md that says what became of its table, applied by Liquibase itself to a table with rows. */
@DatabaseTest(isolation = Isolation.FRESH)
class EvolvingModelsTest {

    @Table("amulets")
    record Amulet(@Id long id, String title, String rune) {}

    // tag::evolving
    @Table("charms")
    @RenamedFrom("amulets") // the table keeps its rows
    @KeptColumns("rune") // no component any more; the column goes one release later
    record Charm(
            @Id long id,
            @RenamedFrom("title") String name, // the column keeps its values
            @Backfill("lower(name)") String slug) {} // new, NOT NULL: what rows that exist get
    // end::evolving

    @Test
    void keepTheirRows(TestDatabase test, @TempDir Path changelog) throws Exception {
        Path own = Path.of("../migrations/src/main/resources/db/changelog/changelog.yaml");
        Files.writeString(
                changelog.resolve("changelog.yaml"),
                Files.readString(own).replaceAll("(?m)^ .*path: (scheduler|shields).*\\R", ""));
        Files.createDirectory(changelog.resolve("changes"));
        MigrationGenerator generator = new MigrationGenerator(changelog);

        generator.generate(models(Amulet.class), "Add amulets", false);
        update(changelog, test);
        test.execute("insert into amulets (title, rune) values ('Ward', 'x')");
        generator.generate(models(Charm.class), "Rename amulets", false);
        update(changelog, test);
        test.execute("insert into charms (name, slug) values ('Eye', 'eye')");

        assertThat(generator.differences(models(Charm.class))).isEmpty();
        assertThat(test.query("select name, slug, rune from charms order by id").toString())
                .isEqualTo("[{name=Ward, slug=ward, rune=x}, {name=Eye, slug=eye, rune=null}]");
    }

    private static Models models(Class<? extends Record> model) {
        List<Class<? extends Record>> records = List.of(model);
        return new Models(RecordSchema.of(records), Set.of(), RecordSchema.keptColumns(records), Set.of());
    }

    @SuppressWarnings("try") // close() of Liquibase's class is declared to throw anything
    private static void update(Path changelog, TestDatabase test) throws Exception {
        try (Connection connection = test.dataSource().getConnection();
                DirectoryResourceAccessor resources = new DirectoryResourceAccessor(changelog)) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            QuietLiquibase.call(database, () -> {
                Liquibase liquibase = new Liquibase("changelog.yaml", resources, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.update("");
                return liquibase;
            });
        }
    }
}
