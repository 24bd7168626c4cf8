package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Catalogue;
import dev.aegis.migrations.drift.CatalogueTable;
import dev.aegis.migrations.drift.Drift;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Models that change several times, with rows in their tables: after each step nothing differs, and in the end each is undone,
 * one after the other, to the same catalogue with the same rows.
 */
abstract class SequencesOfModels {
    final GeneratedChangelog changelog;
    final MigrationGenerator generator;
    final TestDatabase test;
    final Deque<Step> steps = new ArrayDeque<>();

    /** @param name of the changelog; no other class has it */
    SequencesOfModels(String name, TestDatabase test) {
        this.changelog = GeneratedChangelog.create("sequences-of-" + name);
        this.generator = new MigrationGenerator(changelog.directory());
        this.test = test;
    }

    record Step(int changesets, Map<String, List<String>> catalogue, List<String> rows) {}

    final void become(String... scripts) throws Exception {
        become(Map.of(), scripts);
    }

    final void become(Map<String, String> backfills, String... scripts) throws Exception {
        become(new SchemaHints(backfills, Map.of()), scripts);
    }

    final void become(SchemaHints hints, String... scripts) throws Exception {
        become(new Models(new SchemaDefinition(Schemas.schema(scripts).tables(), hints), Set.of()));
    }

    final void become(Models models) throws Exception {
        Map<String, List<String>> catalogue = catalogue();
        List<String> rows = rows();
        assertThat(generator.generate(models, "Change", true).file()).isPresent();
        int applied = changelog.migrator(test).migrate().applied().size();
        steps.push(new Step(applied, catalogue, rows));

        assertThat(Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
        assertThat(generator.generate(models, "Again", true).file()).isEmpty();
    }

    /** All steps but the first. */
    final void undo() throws Exception {
        Migrator migrator = changelog.migrator(test);
        while (steps.size() > 1) {
            Step step = steps.pop();
            migrator.rollback(step.changesets());
            assertThat(catalogue()).isEqualTo(step.catalogue());
            assertThat(rows()).containsAll(step.rows());
        }
    }

    final Map<String, List<String>> catalogue() throws Exception {
        try (Connection connection = test.dataSource().getConnection()) {
            return Catalogue.read(DatabaseEngine.valueOf(test.engine().name()), connection).tables().stream()
                    .collect(Collectors.toMap(
                            CatalogueTable::name,
                            table -> table.objects().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList()));
        }
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : test.tables()) {
                if (!table.startsWith("databasechangelog")) {
                    rows.addAll(rows(statement, table));
                }
            }
        }
        return rows;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select * from " + table)) {
            while (result.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), String.valueOf(result.getObject(i)));
                }
                rows.add(table + row);
            }
        }
        rows.sort(null);
        return rows;
    }

    final void assertRefused(String part, String... scripts) {
        assertThatThrownBy(() -> generator.generate(Schemas.models(scripts), "Change", true))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining(part);
    }
}
