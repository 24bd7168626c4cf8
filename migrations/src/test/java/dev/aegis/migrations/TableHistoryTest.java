package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableHistoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table items add note text                                             | items
            alter table only public.items drop constraint items_key                     | items
            create index concurrently i on items (name)                                 | items
            drop index concurrently items_name_idx                                      | items
            alter index items_name_idx rename to i                                      | items
            create view v as select * from items, parts                                 | items, parts
            create trigger t after insert on items begin delete from parts; end         | items, parts
            drop table items                                                            | items
            create table notes (item_id int references items (id))                      |
            alter table parts add foreign key (item_id) references items (id)           | parts
            insert into items select * from parts                                       |
            update items set name = 'x'                                                 |
            create table new_items (id int); drop table items; alter table new_items rename to items | items
            """)
    void knowsWhichTablesAChangesetChanges(String statements, String tables) {
        TableHistory history = history();

        assertThat(history.add(changeset("next"), List.of(statements.split("; (?!end)"))))
                .containsExactlyInAnyOrderElementsOf(tables == null ? List.of() : Arrays.asList(tables.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table items add note text                            | items | first, next
            create table new_items (id int); drop table items; alter table new_items rename to items | items | first, next
            alter table items rename to goods                          | goods | first, next
            alter table items rename to goods                          | items |
            drop table items                                           | items |
            alter table parts add a int                                | items | first
            """)
    void aTableKeepsItsHistoryWhateverItIsCalled(String statements, String table, String changesets) {
        TableHistory history = history();
        history.add(changeset("next"), List.of(statements.split("; ")));

        assertThat(history.of(table))
                .extracting(Changeset::id)
                .containsExactlyElementsOf(changesets == null ? List.of() : Arrays.asList(changesets.split(", ")));
    }

    private static TableHistory history() {
        TableHistory history = new TableHistory(DatabaseEngine.SQLITE);
        history.add(
                changeset("first"),
                List.of(
                        "create table items (id int, name text)",
                        "create table parts (id int)",
                        "create index items_name_idx on items (name)"));
        return history;
    }

    private static Changeset changeset(String id) {
        return new Changeset(id, "test", "test.yaml");
    }
}
