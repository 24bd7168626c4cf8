package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.Test;

/** What is generated is a changelog like any other. */
@DatabaseTest(isolation = Isolation.FRESH)
class PlainLiquibaseTest {

    @Test
    @SuppressWarnings({"try", "deprecation"}) // as the manual of Liquibase has it
    void appliesWhatIsGeneratedWithoutTheMigrator(TestDatabase test) throws Exception {
        GeneratedChangelog changelog = GeneratedChangelog.create("plain");
        MigrationGenerator generator = new MigrationGenerator(changelog.directory());
        Models goal = Schemas.models(Evolution.START, Evolution.muchAtOnce().sql());
        generator.generate(Schemas.models(Evolution.START), "Begin", false);
        generator.generate(goal, "Change", false);

        try (Connection connection = test.dataSource().getConnection();
                ResourceAccessor resources = new DirectoryResourceAccessor(changelog.directory())) {
            Scope.child(
                    Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(), new LoggerUIService()),
                    () -> new Liquibase(
                                    "changelog.yaml",
                                    resources,
                                    DatabaseFactory.getInstance()
                                            .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                            .update(new Contexts()));
        }

        assertThat(Drift.between(goal, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
    }
}
