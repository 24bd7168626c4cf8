package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL drops what hangs on a column without a word; a changeset has to say it. */
@DatabaseTest(engines = TestEngine.POSTGRESQL, isolation = Isolation.FRESH)
class PostgresNothingLostTest {
    private static final List<String> ITEMS = List.of(
            "create table items (id bigint primary key, name text unique, note text, a int, b int, check (a < b))",
            "create index items_lower_idx on items (lower(note))",
            "create index items_a_b_idx on items (a, b)",
            "create index items_a_idx on items (a)",
            "create view notes as select note from items",
            "create table parts (item_id bigint constraint parts_item_fk references items (id))",
            "insert into items (id, name, note) values (1, 'Aegis', 'x')");

    private final GeneratedChangelog changelog = GeneratedChangelog.create("postgres-nothing-lost");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table items drop column note cascade | index items_lower_idx of table items, view notes
            alter table items drop column a            | constraint items_check of table items
            drop view notes; drop table items cascade  | constraint parts_item_fk of table parts
            do 'begin drop view notes; end'            | view notes
            """)
    void whatGoesAlongHasToBeNamed(String statements, String lost, TestDatabase test) throws IOException {
        begin(test);
        changelog.write("2-drop.yaml", ChangesetText.of("drop", List.of(statements.split("; (?!end)")), List.of()));

        assertThatThrownBy(() -> changelog.migrator(test).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("it would lose ")
                .hasMessageContaining("its transaction was rolled back")
                .satisfies(refusal -> assertThat(lost.split(", "))
                        .allSatisfy(part -> assertThat(refusal).hasMessageContaining(part)));

        assertThat(test.query("select note from notes")).hasSize(1);
    }

    @Test
    void whatADropOrTheRollbackNamesIsMeantAndWhatIsOfTheColumnAloneGoesWithIt(TestDatabase test) throws IOException {
        begin(test);
        changelog.write(
                "2-drop.yaml",
                ChangesetText.of(
                        "drop",
                        List.of("alter table items drop constraint items_check", "alter table items drop column a"),
                        List.of("alter table items add a int", "create index items_a_b_idx on items (a, b)")));

        changelog.migrator(test).migrate();

        assertThat(test.query("select indexname from pg_indexes where tablename = 'items'"))
                .extracting(row -> row.get("indexname"))
                .containsExactlyInAnyOrder("items_pkey", "items_name_key", "items_lower_idx");
    }

    @Test
    void whatATypeChangeMakesAgainIsNotLost(TestDatabase test) throws IOException {
        begin(test);
        changelog.write(
                "2-type.yaml",
                ChangesetText.of("type", List.of("alter table items alter column name type varchar(200)"), List.of()));

        assertThat(changelog.migrator(test).migrate().applied()).hasSize(1);
    }

    private void begin(TestDatabase test) throws IOException {
        changelog.write("1-items.yaml", ChangesetText.of("items", ITEMS, List.of()));
        changelog.migrator(test).migrate();
    }
}
