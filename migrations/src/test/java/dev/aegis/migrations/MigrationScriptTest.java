package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script of {@code migrate --sql}, run by the engine's own client. */
@DatabaseTest(isolation = Isolation.FRESH)
class MigrationScriptTest {
    private static final List<String> TABLES = List.of(
            "create table p (id integer primary key, name text not null)",
            "create table k (id integer primary key, p_id integer not null references p (id) on delete cascade)",
            "insert into p values (1, 'C:\\'), (2, 'b;--'), (3, 'x')",
            "insert into k values (1, 1), (2, 1), (3, 2)");
    private static final List<String> REBUILD = List.of(
            "create table new_p (id integer primary key, name text not null, constraint p_name_key unique (name))",
            "insert into new_p (id, name) select id, name from p",
            "drop table p",
            "alter table new_p rename to p");

    private final GeneratedChangelog changelog = GeneratedChangelog.create("script");

    @Test
    void doesWhatAMigrationDoes(TestDatabase test) throws Exception {
        Migrator migrator = TestMigrators.with("newer-program", test);

        EngineClient.Outcome outcome = EngineClient.run(migrator.dryRunSql(), test);

        assertThat(outcome).isEqualTo(new EngineClient.Outcome(0, outcome.output()));
        assertThat(outcome.output()).doesNotContainIgnoringCase("error");
        assertThat(migrator.status().isCurrent()).isTrue();
        List<String> byScript = SchemaCatalogue.of(test);
        migrator.rollback(Integer.MAX_VALUE);
        migrator.migrate();
        assertThat(byScript).isEqualTo(SchemaCatalogue.of(test));
    }

    @Test
    void isEmptyWhenNothingIsPendingAndRefusedASecondTime(TestDatabase test) throws Exception {
        Migrator migrator = TestMigrators.with("newer-program", test);
        String script = migrator.dryRunSql();
        EngineClient.run(script, test);

        EngineClient.Outcome again = EngineClient.run(script, test);

        assertThat(migrator.dryRunSql()).isEmpty();
        assertThat(again.exitCode()).isNotZero();
        assertThat(test.query("select id from databasechangelog")).hasSize(2);
    }

    @Test
    void refusesADatabaseWithAnotherHistory(TestDatabase test) throws Exception {
        begin(test);
        changelog.write(
                "2-next.yaml", ChangesetText.of("next", List.of("create table q (id int)"), List.of("drop table q")));
        String script = changelog.migrator(test).dryRunSql();
        test.execute("delete from databasechangelog");

        EngineClient.Outcome outcome = EngineClient.run(script, test);

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .contains("changesets that this script continues from")
                .contains("aegis migrate --sql");
        assertThat(test.tables()).doesNotContain("q");
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void aRebuildKeepsTheChildrenWhateverTheClientSaysAboutForeignKeys(TestDatabase test) throws Exception {
        begin(test);
        changelog.write("2-rebuild.yaml", ChangesetText.of("rebuild", REBUILD, List.of()));
        String script = changelog.migrator(test).dryRunSql();

        EngineClient.Outcome outcome = EngineClient.run("pragma foreign_keys = on;\n" + script, test);

        assertThat(outcome).isEqualTo(new EngineClient.Outcome(0, ""));
        assertThat(test.query("select id from k")).hasSize(3);
        assertThat(test.query("select name from p where name = 'C:\\'")).hasSize(1);
        assertThat(changelog.migrator(test).status().isCurrent()).isTrue();
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void aTableThatWasRebuiltIsDroppedLater(TestDatabase test) throws Exception {
        begin(test);
        changelog.write("2-rebuild.yaml", ChangesetText.of("rebuild", REBUILD, List.of()));
        changelog.write(
                "3-drop.yaml",
                ChangesetText.of(
                        "drop",
                        List.of("drop table k", "drop table p"),
                        List.of("create table p (id int)", "create table k (id int)")));

        EngineClient.Outcome outcome = EngineClient.run(changelog.migrator(test).dryRunSql(), test);

        assertThat(outcome).isEqualTo(new EngineClient.Outcome(0, ""));
        assertThat(test.tables()).doesNotContain("p", "k");
    }

    @Test
    void aFailureInTheMiddleLeavesNothingOfItsChangesetAndEndsTheScript(TestDatabase test) throws Exception {
        begin(test);
        test.execute("insert into p values (4, 'x')");
        List<String> unique = test.engine() == TestEngine.SQLITE
                ? REBUILD
                : List.of("alter table p add size int", "alter table p add constraint p_name_key unique (name)");
        changelog.write(
                "2-before.yaml",
                ChangesetText.of("before", List.of("create table q (id int)"), List.of("drop table q")));
        changelog.write("3-unique.yaml", ChangesetText.of("unique", unique, List.of()));
        changelog.write(
                "4-after.yaml", ChangesetText.of("after", List.of("create table r (id int)"), List.of("drop table r")));

        EngineClient.Outcome outcome = EngineClient.run(changelog.migrator(test).dryRunSql(), test);

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(test.query("select id from p")).hasSize(4);
        assertThat(test.query("select id from k")).hasSize(3);
        assertThat(test.query("select id as applied from databasechangelog order by orderexecuted"))
                .extracting(row -> row.get("applied"))
                .containsExactly("tables", "before");
        assertThat(test.tables()).contains("q").doesNotContain("r", "new_p");
        assertThat(changelog.migrator(test).status().pending()).hasSize(2);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void aRebuildThatLosesRowsOrLeavesOrphansIsUndone(TestDatabase test) throws Exception {
        begin(test);
        List<String> lossy = new ArrayList<>(REBUILD);
        lossy.set(1, "insert into new_p (id, name) select id, name from p where id > 1");
        changelog.write("2-lossy.yaml", ChangesetText.of("lossy", lossy, List.of()));

        EngineClient.Outcome lost = EngineClient.run(changelog.migrator(test).dryRunSql(), test);
        changelog.keepOnly("1-tables.yaml");
        changelog.write(
                "2-orphans.yaml", ChangesetText.of("orphans", List.of("delete from p where id = 1"), List.of()));
        EngineClient.Outcome orphans = EngineClient.run(changelog.migrator(test).dryRunSql(), test);

        assertThat(lost.exitCode()).isNotZero();
        assertThat(lost.output()).contains("a table is dropped whose rows were not all copied");
        assertThat(orphans.exitCode()).isNotZero();
        assertThat(orphans.output()).contains("rows without the row that they refer to");
        assertThat(test.query("select id from p")).hasSize(3);
        assertThat(test.query("select id from databasechangelog")).hasSize(1);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void whatCannotBeInATransactionStandsApartAndIsRecordedOnlyAfterItSucceeded(TestDatabase test) throws Exception {
        begin(test);
        test.execute("insert into p values (4, 'x')");
        changelog.write(
                "2-index.yaml",
                ChangesetText.of(
                                "index",
                                List.of("create unique index concurrently p_name_idx on p (name)"),
                                List.of("drop index p_name_idx"))
                        .replace("author: test", "author: test\n      runInTransaction: false"));
        String script = changelog.migrator(test).dryRunSql();

        assertThat(EngineClient.run(script, test).exitCode()).isNotZero();
        assertThat(changelog.migrator(test).status().pending()).hasSize(1);

        test.execute("drop index p_name_idx");
        test.execute("delete from p where id = 4");
        assertThat(EngineClient.run(script, test).exitCode()).isZero();
        assertThat(changelog.migrator(test).status().isCurrent()).isTrue();
    }

    @Test
    void rowsOfAFileAreInserts(TestDatabase test) throws Exception {
        begin(test);
        changelog.write("rows.csv", "id,name\n10,it's; \\\n");
        changelog.write("2-load.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: load
                      author: test
                      rollback: empty
                      changes:
                        - loadData:
                            tableName: p
                            file: rows.csv
                            relativeToChangelogFile: true
                            columns:
                              - column: { name: id, type: numeric }
                              - column: { name: name, type: string }
                """);

        EngineClient.Outcome outcome = EngineClient.run(changelog.migrator(test).dryRunSql(), test);

        assertThat(outcome).isEqualTo(new EngineClient.Outcome(0, outcome.output()));
        assertThat(test.query("select name from p where id = 10").get(0)).containsEntry("name", "it's; \\");
    }

    @Test
    void aCarriageReturnArrivesOrIsRefused(TestDatabase test) throws Exception {
        begin(test);
        changelog.write(
                "2-lines.yaml",
                ChangesetText.of("lines", List.of("update p set name = 'a#b'"), List.of())
                        .replace("#", "\\r\\n"));

        if (test.engine() == TestEngine.SQLITE) {
            assertThatThrownBy(() -> changelog.migrator(test).dryRunSql()).hasMessageContaining("carriage return");
            changelog.migrator(test).migrate();
        } else {
            EngineClient.run(changelog.migrator(test).dryRunSql(), test);
        }

        assertThat(test.query("select name from p where id = 1").get(0)).containsEntry("name", "a\r\nb");
    }

    @Test
    void whatOnlyARunningProgramCanDecideIsRefused(TestDatabase test) throws IOException {
        begin(test);
        changelog.write("2-decides.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: decides
                      author: test
                      preConditions:
                        - onFail: MARK_RAN
                        - tableExists: { tableName: q }
                      changes:
                        - sql: { sql: "drop table q" }
                """);

        assertThatThrownBy(() -> changelog.migrator(test).dryRunSql())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("changeset decides")
                .hasMessageContaining("apply it with 'aegis migrate'");
    }

    private void begin(TestDatabase test) throws IOException {
        changelog.write("1-tables.yaml", ChangesetText.of("tables", TABLES, List.of()));
        changelog.migrator(test).migrate();
    }
}
