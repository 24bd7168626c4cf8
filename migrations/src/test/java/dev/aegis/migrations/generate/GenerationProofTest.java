package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.SchemaHints;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A file that does not do what it is meant to do is not written. */
class GenerationProofTest {
    private static final String NAME = "0002-change";
    private static final Models START = Schemas.models(Evolution.START);
    private static final GeneratedChangelog CHANGELOG = GeneratedChangelog.create("proofs");
    private static final MigrationGenerator GENERATOR = new MigrationGenerator(CHANGELOG.directory());
    private static final String NOTE = "alter table parts add column note text";
    private static final SchemaDefinition NOTED = Schemas.schema(Evolution.START, NOTE);
    private static final SchemaDefinition UNIQUE =
            Schemas.schema(Evolution.START, "alter table items add constraint items_code_key unique (code)");

    static {
        GENERATOR.generate(START, "Begin", false);
    }

    @AfterEach
    void forgetEvolutions() throws IOException {
        CHANGELOG.keepOnly("0001-begin.yaml");
    }

    @TestFactory
    Stream<DynamicTest> eachEvolutionProvesItself() {
        return Stream.of(
                        Evolution.muchAtOnce(),
                        named("enum column gone"),
                        named("decimal with more digits after the point"),
                        named("new tables, one for the other, and a column for both"))
                .map(evolution -> DynamicTest.dynamicTest(evolution.name(), () -> proves(evolution)));
    }

    private static Evolution named(String name) {
        return Evolution.all().stream()
                .filter(evolution -> evolution.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void proves(Evolution evolution) throws IOException {
        Models goal = Schemas.models(Evolution.START, evolution.sql());

        assertThat(GENERATOR
                        .trying(ScratchServers::open)
                        .generate(goal, evolution.name(), evolution.destructive())
                        .file())
                .isPresent();
        CHANGELOG.keepOnly("0001-begin.yaml");
    }

    @Test
    void aFileThatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> require("  - oops: [", UNIQUE))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("0002-change was not written: it could not be read back: ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aFileThatLeavesADifferenceIsRefused() {
        assertThatThrownBy(() -> require(file("postgresql", "comment on table items is 'x'"), UNIQUE))
                .hasMessageContaining(
                        "it would leave a difference: table items: new constraint items_code_key unique (code)");
    }

    @Test
    void aFileThatLosesRowsOnOneEngineIsRefused() {
        String text = noted("sqlite", "delete from parts");

        assertThatThrownBy(() -> require(text, NOTED))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("tried on a scratch database of SQLite, it");
    }

    @Test
    void aRenameThatLosesValuesIsRefused() {
        String rename = """
                databaseChangeLog:
                  - changeSet:
                      id: 0002-change
                      author: aegis
                      changes:
                        - sql: { sql: alter table parts rename column label to title }
                        - sql: { sql: update parts set title = null }
                      rollback:
                        - sql: { sql: alter table parts rename column title to label }
                """;
        SchemaDefinition after = renamed("parts.title", "label", "alter table parts rename column label to title");

        assertThatThrownBy(() -> require(rename, after))
                .hasMessageContaining("it loses values: parts had a row with")
                .hasMessageContaining("title = ");
    }

    /** The rows of the trial fit a new constraint under the later name, and get what a backfill says. */
    @Test
    void aRenamedColumnGetsAConstraintInTheSameStep() {
        SchemaDefinition after = renamed(
                "items.sort",
                "kind",
                "alter table items rename column kind to sort",
                "alter table items add column place varchar(50) not null",
                "alter table items add constraint items_sort_place_key unique (sort, place)");

        assertThat(GENERATOR
                        .trying(ScratchServers::open)
                        .generate(new Models(after, Set.of()), "Sort", false)
                        .file())
                .isPresent();
    }

    /** With a backfill for a column that may be there. */
    private static SchemaDefinition renamed(String later, String former, String... evolution) {
        List<String> script = new ArrayList<>(List.of(Evolution.START));
        script.addAll(List.of(evolution));
        return new SchemaDefinition(
                Schemas.schema(script.toArray(String[]::new)).tables(),
                new SchemaHints(Map.of("items.place", "sort"), Map.of(later, former)));
    }

    @Test
    void aFileThatFailsIsRefused() {
        String text = noted("postgresql", "select 1 / 0");

        assertThatThrownBy(() -> require(text, NOTED))
                .hasMessageContaining("tried on a scratch database of PostgreSQL, it fails: ")
                .hasMessageContaining("division by zero");
    }

    @Test
    void aFileThatChangesOneEngineAloneIsRefused() {
        String text = noted("sqlite", "create table others (id integer primary key)");

        assertThatThrownBy(() -> require(text, NOTED)).hasMessageContaining("SQLite, it leads elsewhere: table others");
    }

    @Test
    void aRollbackThatLeadsElsewhereIsRefused() {
        String text = noted("postgresql", "select 1", "alter table parts drop column label");

        assertThatThrownBy(() -> require(text, NOTED))
                .hasMessageContaining("tried on a scratch database of PostgreSQL, its rollback");
    }

    @Test
    void nothingIsLeftOfARefusal() throws IOException {
        assertThatThrownBy(() -> require("  - oops: [", UNIQUE)).isInstanceOf(GenerationException.class);

        assertThat(new ChangelogDirectory(CHANGELOG.directory()).files()).hasSize(1);
    }

    private static void require(String text, SchemaDefinition after) {
        new GenerationProof(
                        new ChangelogDirectory(CHANGELOG.directory()),
                        Set.of(),
                        Optional.of(ScratchServers::open),
                        START.schema())
                .require(NAME, text, after);
    }

    private static String file(String engine, String sql) {
        return file(engine, sql, "select 1");
    }

    /** With the new column on both engines, and something else on one. */
    private static String noted(String engine, String sql) {
        return noted(engine, sql, "select 1");
    }

    private static String noted(String engine, String sql, String rollback) {
        return file(engine, sql, rollback) + """
                  - changeSet:
                      id: 0002-change
                      author: aegis
                      changes:
                        - addColumn: { tableName: parts, columns: [{ column: { name: note, type: text } }] }
                """;
    }

    private static String file(String engine, String sql, String rollback) {
        return String.join(
                "\n",
                List.of(
                        "databaseChangeLog:",
                        "  - changeSet:",
                        "      id: 0002-change-" + engine,
                        "      author: aegis",
                        "      dbms: " + engine,
                        "      changes:",
                        "        - sql: { sql: \"" + sql + "\" }",
                        "      rollback:",
                        "        - sql: { sql: \"" + rollback + "\" }",
                        ""));
    }
}
