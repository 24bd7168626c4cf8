package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that is rebuilt by hand: what its changeset forgets, it may not lose. */
@DatabaseTest(engines = TestEngine.SQLITE, isolation = Isolation.FRESH)
class SqliteNothingLostTest {
    private static final List<String> ITEMS = List.of(
            """
            create table items (id integer primary key autoincrement, name text collate nocase not null, note text,
              kind text default 'A' not null check (kind in ('A', 'B')), unique (name)) strict""",
            "create index items_lower_idx on items (lower(note))",
            "create index items_kind_idx on items (kind)",
            "create view named as select name from items",
            "create table log (entry text)",
            "create trigger items_log after delete on items begin insert into log values (old.name); end",
            "insert into items (id, name, note) values (1, 'Aegis', '007'), (2, 'Targe', null), (9, 'Gone', null)",
            "delete from items where id = 9");

    private static final List<String> REBUILD = List.of(
            """
            create table new_items (id integer primary key autoincrement, name text collate nocase not null, note text,
              kind text default 'A' not null check (kind in ('A', 'B')), size integer, unique (name)) strict""",
            "insert into new_items (id, name, note, kind) select id, name, note, kind from items",
            "delete from sqlite_sequence where name = 'new_items'",
            "insert into sqlite_sequence (name, seq) select 'new_items', seq from sqlite_sequence where name = 'items'",
            "drop table items",
            "pragma legacy_alter_table = on",
            "alter table new_items rename to items",
            "pragma legacy_alter_table = off",
            "create index items_lower_idx on items (lower(note))",
            "create index items_kind_idx on items (kind)",
            "create trigger items_log after delete on items begin insert into log values (old.name); end");

    private final GeneratedChangelog changelog = GeneratedChangelog.create("sqlite-nothing-lost");

    @Test
    void aRebuildThatKeepsEverythingIsApplied(TestDatabase test) throws IOException {
        migrate(test, REBUILD, List.of());

        assertThat(test.query("select id, name, note, kind, size from items")).hasSize(2);
        assertThat(test.query("insert into items (name) values ('Next') returning id")
                        .get(0)
                        .get("id"))
                .hasToString("10");
    }

    static Stream<Arguments> forgetful() {
        return Stream.of(
                Arguments.of(
                        "\\(id, name, note, kind\\) select id, name, note, kind",
                        "(id, name) select id, name",
                        "1 of 2 rows of table items have other values in its copy new_items"),
                Arguments.of(
                        "kind from items",
                        "kind from items where id > 1",
                        "items has 2 rows and its copy new_items has 1"),
                Arguments.of(
                        " select id, name, note, kind from items",
                        " values (1, 'Aegis', null, 'A')",
                        "the rows of table items"),
                Arguments.of("drop table items", "update new_items set note = null; drop table items", "1 of 2 rows"),
                Arguments.of("note text,", "note integer,", "1 of 2 rows"),
                Arguments.of(" collate nocase", "", "'name collate nocase' of table items"),
                Arguments.of("\\) strict", ")", "'strict' of table items"),
                Arguments.of(" check \\(kind in \\('A', 'B'\\)\\)", "", "'check (kind in ('A', 'B'))' of table items"),
                Arguments.of(", unique \\(name\\)", "", "'unique (name)' of table items"),
                Arguments.of("text collate nocase not null", "text collate nocase", "'name not null' of table items"),
                Arguments.of(
                        "create index items_lower_idx on items \\(lower\\(note\\)\\)",
                        "select 1",
                        "index items_lower_idx of table items"),
                Arguments.of(
                        "items_lower_idx on items \\(lower\\(note\\)\\)",
                        "items_lower_idx on items (note)",
                        "index items_lower_idx of table items as it was"),
                Arguments.of(
                        "create trigger items_log after delete on items begin insert into log values \\(old.name\\); end",
                        "select 1",
                        "trigger items_log of table items"),
                Arguments.of("\\(old.name\\)", "('')", "trigger items_log of table items as it was"),
                Arguments.of("insert into sqlite_sequence", "select 1; -- ", "the counter of table items"));
    }

    @ParameterizedTest
    @MethodSource("forgetful")
    void aRebuildThatForgetsSomethingIsUndone(String part, String instead, String lost, TestDatabase test)
            throws IOException {
        List<String> statements = new ArrayList<>();
        for (String statement : REBUILD) {
            statements.addAll(List.of(
                    statement.replaceAll("\\s+", " ").replaceAll(part, instead).split("; (?!end)", -1)));
        }
        statements.removeIf(statement -> statement.startsWith("--"));
        assertThatThrownBy(() -> migrate(test, statements, List.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(lost)
                .hasMessageContaining("its transaction was rolled back");

        assertThat(test.query("select name, note from items order by id").toString())
                .isEqualTo("[{name=Aegis, note=007}, {name=Targe, note=null}]");
        assertThat(test.query("select 1 from sqlite_master where name in ('items_lower_idx', 'items_log')"))
                .hasSize(2);
    }

    @Test
    void aColumnThatNoStatementNamesIsNotLost(TestDatabase test) {
        List<String> statements = REBUILD.stream()
                .map(statement -> statement.replaceAll(", note( text)?", "").replace("(lower(note))", "(lower(name))"))
                .toList();

        assertThatThrownBy(
                        () -> migrate(test, statements, List.of("create index items_lower_idx on items (lower(note))")))
                .hasMessageContaining("column note of table items");
        assertThat(test.query("select note from items where note is not null")).hasSize(1);
    }

    @Test
    void whatADropOrTheRollbackNamesIsMeant(TestDatabase test) throws IOException {
        List<String> statements = new ArrayList<>(List.of("drop index items_lower_idx"));
        REBUILD.stream()
                .map(statement -> statement.replace(", note text", "").replace(", note", ""))
                .filter(statement -> !statement.contains("items_lower_idx") && !statement.contains("items_kind_idx"))
                .forEach(statements::add);

        migrate(
                test,
                statements,
                List.of("alter table items add note text", "create index items_kind_idx on items (kind)"));

        assertThat(test.query("select * from items").get(0)).containsOnlyKeys("id", "name", "kind", "size");
        changelog.migrator(test).rollback(1);
        assertThat(test.query("select name, note from items")).hasSize(2);
    }

    @Test
    void aRollbackMayNotTakeWhatItsChangesetDidNotMake(TestDatabase test) throws IOException {
        List<String> back = REBUILD.stream()
                .map(statement -> statement.replace(", size integer", ""))
                .toList();
        migrate(test, List.of("alter table items add size integer"), back);
        test.execute("alter table items add by_hand text");

        assertThatThrownBy(() -> changelog.migrator(test).rollback(1))
                .hasMessageContaining("could not be rolled back")
                .hasMessageContaining("column by_hand of table items");
    }

    @Test
    void tablesWithoutAKeyAreComparedAsBagsOfRows(TestDatabase test) throws IOException {
        changelog.write(
                "1-bags.yaml",
                ChangesetText.of(
                        "bags",
                        List.of(
                                "create table bags (a text, b real)",
                                "insert into bags values ('x', 1), ('x', 1), (null, 2.5)"),
                        List.of("drop table bags")));
        changelog.migrator(test).migrate();
        List<String> rebuild = List.of(
                "create table new_bags (a text not null default '', b real)",
                "insert into new_bags select coalesce(a, ''), b from bags",
                "drop table bags",
                "alter table new_bags rename to bags");
        changelog.write(
                "2-wrong.yaml", ChangesetText.of("wrong", with(rebuild, "update new_bags set b = 2.5"), List.of()));

        assertThatThrownBy(() -> changelog.migrator(test).migrate()).hasMessageContaining("1 of 3 rows of table bags");

        changelog.keepOnly("1-bags.yaml");
        changelog.write("2-right.yaml", ChangesetText.of("right", rebuild, List.of()));
        changelog.migrator(test).migrate();
        assertThat(test.query("select a from bags")).hasSize(3);
    }

    private static List<String> with(List<String> rebuild, String beforeTheDrop) {
        List<String> statements = new ArrayList<>(rebuild);
        statements.add(2, beforeTheDrop);
        return statements;
    }

    /** EXCEPT would tell 5 from '5', which a column's type makes one of the other. */
    @Test
    void anotherKeyAndAnotherTypeKeepTheValues(TestDatabase test) throws IOException {
        List<String> tables = List.of(
                "create table t (a text not null, b text not null, n bigint, s text, primary key (a, b))",
                "insert into t values ('x', 'y', -5, '12'), ('x', 'z', 9223372036854775807, null), ('y', 'y', null, '007')");
        changelog.write("1-tables.yaml", ChangesetText.of("tables", tables, List.of("drop table t")));
        changelog.write(
                "2-key.yaml",
                ChangesetText.of("key", rebuilt("n text, s text", "b, a, n"), rebuilt("n bigint, s text", "a, b")));

        changelog.migrator(test).migrate();

        assertThat(test.query("select n from t where typeof(n) = 'text' and n in ('-5', '9223372036854775807')"))
                .hasSize(2);
        changelog.write(
                "3-number.yaml",
                ChangesetText.of("number", rebuilt("n text, s integer", "a, n"), rebuilt("n text, s text", "b, a, n")));
        assertThatThrownBy(() -> changelog.migrator(test).migrate())
                .hasMessageContaining("rows of table t have other values in its copy new_t");
        assertThat(test.query("select s from t where s = '007'")).hasSize(1);
    }

    private static List<String> rebuilt(String columns, String key) {
        return List.of(
                "create table new_t (a text not null, b text not null, %s, primary key (%s))".formatted(columns, key),
                "insert into new_t (a, b, n, s) select a, b, n, s from t",
                "drop table t",
                "alter table new_t rename to t");
    }

    private void migrate(TestDatabase test, List<String> statements, List<String> rollback) throws IOException {
        changelog.write("1-items.yaml", ChangesetText.of("items", ITEMS, List.of("drop table items")));
        changelog.migrator(test).migrate();
        changelog.write("2-rebuild.yaml", ChangesetText.of("rebuild", statements, rollback));
        changelog.migrator(test).migrate();
    }
}
