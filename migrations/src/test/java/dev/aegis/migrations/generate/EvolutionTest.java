package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.drift.Drift;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From one schema with data to another and back, by nothing but what is generated. */
@DatabaseTest(isolation = Isolation.FRESH)
class EvolutionTest {

    static List<Evolution> evolutions() {
        return Evolution.all();
    }

    @ParameterizedTest
    @MethodSource("evolutions")
    void leadsToTheModelsWithTheDataAndBack(Evolution evolution, TestDatabase test) throws Exception {
        try (GeneratedChangelog changelog = GeneratedChangelog.create(test)) {
            MigrationGenerator generator = new MigrationGenerator(changelog.directory());
            Models start = Schemas.models(Evolution.START);
            generator.generate(start, "Begin", false);
            changelog.migrator().migrate();
            assertThat(drift(start, test)).isEmpty();
            Evolution.ROWS.forEach(test::execute);
            test.execute("insert into makers (id, name) values (9, 'Nobody')");
            test.execute("delete from makers where id = 9");
            Catalogue catalogue = catalogue(test);
            Models goal = Schemas.models(Evolution.START, evolution.sql());
            Map<String, Object> rows = rows(evolution, start, goal, test);

            assertThat(generator
                            .generate(goal, evolution.name(), evolution.destructive())
                            .file())
                    .isPresent();
            int applied = changelog.migrator().migrate().applied().size();

            assertThat(drift(goal, test)).isEmpty();
            assertThat(rows(evolution, start, goal, test)).isEqualTo(rows);
            assertThat(generator.generate(goal, "Again", true).file()).isEmpty();

            changelog.migrator().rollback(applied);

            assertThat(drift(start, test)).isEmpty();
            assertThat(columnsInAnyOrder(catalogue(test))).isEqualTo(columnsInAnyOrder(catalogue));
            assertThat(rows(evolution, start, goal, test)).isEqualTo(rows);
            assertThat(changelog.migrator().migrate().applied()).hasSize(applied);
        }
    }

    private static List<?> drift(Models models, TestDatabase test) throws SQLException {
        return Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url()));
    }

    private static Catalogue catalogue(TestDatabase test) throws SQLException {
        try (Connection connection = test.dataSource().getConnection()) {
            return Catalogue.read(DatabaseEngine.valueOf(test.engine().name()), connection);
        }
    }

    /** PostgreSQL puts a column that comes back at the end. */
    private static Map<String, Object> columnsInAnyOrder(Catalogue catalogue) {
        return catalogue.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.name(),
                        table -> List.copyOf(table.objects()).stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList()));
    }

    /** All values that both schemas have. */
    private static Map<String, Object> rows(Evolution evolution, Models start, Models goal, TestDatabase test) {
        Map<String, Object> rows = new TreeMap<>();
        start.schema()
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
