package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.drift.CatalogueTable;
import dev.aegis.migrations.drift.Difference;
import dev.aegis.migrations.drift.Drift;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** From one schema with data to another and back, by nothing but what is generated. */
@DatabaseTest(isolation = Isolation.FRESH, prepare = EvolutionTest.Start.class)
class EvolutionTest {
    private static final Models START = Schemas.models(Evolution.START);
    private static final GeneratedChangelog CHANGELOG = GeneratedChangelog.create("evolutions");
    private static final MigrationGenerator GENERATOR = new MigrationGenerator(CHANGELOG.directory());

    /** Of a maker who is gone. */
    private long lastId = 3;

    static {
        GENERATOR.generate(START, "Begin", false);
    }

    /** The first schema, itself generated, with rows in it. */
    public static final class Start implements DatabasePreparation {
        @Override
        public void prepare(TestDatabase test) throws SQLException {
            CHANGELOG.migrator(test).migrate();
            assertThat(drift(START, test)).isEmpty();
            Evolution.ROWS.forEach(test::execute);
        }
    }

    /** Each ends where it began, so that the next can begin there, in the same database. */
    @TestFactory
    Stream<DynamicTest> leadToTheModelsWithTheDataAndBack(TestDatabase test) {
        return Evolution.all().stream()
                .map(evolution -> DynamicTest.dynamicTest(evolution.name(), () -> thereAndBack(evolution, test)));
    }

    private void thereAndBack(Evolution evolution, TestDatabase test) throws SQLException, IOException {
        CHANGELOG.keepOnly("0001-begin.yaml");
        Models goal = Schemas.models(Evolution.START, evolution.sql());
        Catalogue catalogue = catalogue(test);
        Map<String, Object> rows = rows(evolution, goal, test);

        assertThat(GENERATOR
                        .generate(goal, evolution.name(), evolution.destructive())
                        .file())
                .isPresent();
        Migrator migrator = CHANGELOG.migrator(test);
        int applied = migrator.migrate().applied().size();

        assertThat(drift(goal, test)).isEmpty();
        assertThat(GENERATOR.differences(goal)).isEmpty();
        assertThat(rows(evolution, goal, test)).isEqualTo(rows);
        assertThatIdsGoOn(test);

        migrator.rollback(applied);

        assertThat(inAnyOrder(catalogue(test))).isEqualTo(inAnyOrder(catalogue));
        assertThat(rows(evolution, goal, test)).isEqualTo(rows);
    }

    @AfterEach
    void forgetEvolutions() throws IOException {
        CHANGELOG.keepOnly("0001-begin.yaml");
    }

    /** An id that was given is not given again, even when its row is gone. */
    private void assertThatIdsGoOn(TestDatabase test) {
        test.execute("insert into makers (name) values ('Next')");
        long next = Long.parseLong(String.valueOf(
                test.query("select id from makers where name = 'Next'").get(0).get("id")));
        test.execute("delete from makers where name = 'Next'");
        assertThat(next).isGreaterThan(lastId);
        lastId = next;
    }

    private static List<Difference> drift(Models models, TestDatabase test) throws SQLException {
        return Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url()));
    }

    private static Catalogue catalogue(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection()) {
            return Catalogue.read(DatabaseEngine.valueOf(test.engine().name()), connection);
        }
    }

    /** PostgreSQL puts a column that comes back at the end. */
    private static Map<String, List<String>> inAnyOrder(Catalogue catalogue) {
        return catalogue.tables().stream()
                .collect(Collectors.toMap(
                        CatalogueTable::name,
                        table -> table.objects().stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList()));
    }

    /** All values that both schemas have. */
    private static Map<String, Object> rows(Evolution evolution, Models goal, TestDatabase test) {
        Map<String, Object> rows = new TreeMap<>();
        START.schema()
                .tables()
                .forEach(table -> goal.schema().table(table.name()).ifPresent(after -> {
                    String columns = table.columns().stream()
                            .map(ColumnDefinition::name)
                            .filter(name -> after.column(name).isPresent())
                            .filter(name -> !evolution.changed().contains(name))
                            .map(name -> "cast(" + name + " as varchar(200)) as " + name)
                            .collect(Collectors.joining(", "));
                    rows.put(table.name(), test.query("select " + columns + " from " + table.name() + " order by id"));
                }));
        return rows;
    }
}
