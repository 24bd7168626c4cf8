package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session in which {@code psql} executes the script of {@code migrate --sql} is like that of the migrator. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class MigrationScriptSessionTest {
    /** Liquibase names the current schema twice in the search_path, which is the same. */
    private static final String SETTINGS = """
            select name, current_setting(name) as setting from pg_settings
              where name not in ('application_name', 'search_path') and name not like 'plpgsql.%'
            union all select 'role', current_setting('role')
            union all select 'schemas', current_schemas(true)::text""";

    private final GeneratedChangelog changelog = GeneratedChangelog.create("script-session");

    /** Another than each of those that look and migrate would have by themselves. */
    @BeforeEach
    void settingsOfTheDatabase(TestDatabase test) {
        String name = String.valueOf(
                test.query("select current_database() as n").get(0).get("n"));
        for (String setting : List.of("lock_timeout = '3s'", "statement_timeout = '40s'", "datestyle = 'German'")) {
            test.execute("alter database \"" + name + "\" set " + setting);
        }
        test.execute("create schema \"Odd one\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "options=-c%20lock_timeout%3D7s",
                "options=-c%20lock_timeout%3D0%20-c%20statement_timeout%3D2min%20-c%20work_mem%3D5MB",
                "options=-c%20role%3Dpg_database_owner",
                "currentSchema=%22Odd%20one%22,public"
            })
    void hasTheSettingsOfTheMigrator(String ofTheUrl, TestDatabase test) throws Exception {
        changelog.write(
                "1-settings.yaml",
                ChangesetText.of("settings", List.of("create table s as " + SETTINGS), List.of("drop table s")));
        Migrator migrator = migrator(test, ofTheUrl);
        migrator.migrate();
        List<String> ofTheMigrator = settings(test);
        migrator.rollback(1);

        EngineClient.Outcome outcome = EngineClient.run(migrator.dryRunSql(), test);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(settings(test)).containsExactlyElementsOf(ofTheMigrator);
    }

    private static List<String> settings(TestDatabase test) {
        String schema = String.valueOf(test.query("select schemaname from pg_tables where tablename = 's'")
                .get(0)
                .get("schemaname"));
        return test.query("select name, setting from \"" + schema + "\".s order by name").stream()
                .map(String::valueOf)
                .toList();
    }

    /** The way to build an index says how long it may wait. */
    @ParameterizedTest
    @ValueSource(strings = {"30min", "7s"})
    void aConcurrentIndexMayWaitLongUnlessTheUrlSaysHowLong(String expected, TestDatabase test) throws Exception {
        test.execute("create function waiting(id int) returns int immutable language plpgsql as"
                + " $$ begin raise exception 'it may wait %', current_setting('lock_timeout'); end $$");
        test.execute("create table p as select 1 as id");
        changelog.write(
                "1-index.yaml",
                ChangesetText.of(
                                "index",
                                List.of("create index concurrently p_idx on p (waiting(id))"),
                                List.of("drop index p_idx"))
                        .replace("author: test", "author: test\n      runInTransaction: false"));
        Migrator migrator = migrator(test, expected.equals("7s") ? "options=-c%20lock_timeout%3D7s" : "");

        assertThatThrownBy(migrator::migrate).hasMessageContaining("it may wait " + expected);
        test.execute("drop index p_idx");
        assertThat(EngineClient.run(migrator.dryRunSql(), test).output()).contains("it may wait " + expected);
    }

    @Test
    void noChangesetChangesTheTimeForTheNext(TestDatabase test) throws Exception {
        Migrator migrator = TestMigrators.with("own-lock-timeout", test);

        EngineClient.run(migrator.dryRunSql(), test);

        assertThat(test.query("select value from lock_timeouts"))
                .extracting(row -> row.get("value"))
                .containsExactly("1h", "5s");
    }

    @Test
    void stopsWhileAMigratorIsAtWork(TestDatabase test) throws Exception {
        String script = TestMigrators.with("first-step", test).dryRunSql();

        BlockingSession migrator =
                BlockingSession.holding(test, "select pg_advisory_lock(" + PostgresMigrationLock.KEY + ")");
        EngineClient.Outcome outcome = EngineClient.run(script, test);
        migrator.close();

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("another migration is running; run this script again when it has ended");
        assertThat(test.tables()).isEmpty();
        assertThat(EngineClient.run(script, test).exitCode()).isZero();
    }

    private Migrator migrator(TestDatabase test, String settings) throws IOException {
        String separator = test.url().contains("?") ? "&" : "?";
        String url = settings.isEmpty() ? test.url() : test.url() + separator + settings;
        return Migrator.of(TestMigrators.SETTING, DatabaseUrl.parse(url), changelog.changelog());
    }
}
