package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.Models;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is the same, though it was written in another way, is no difference. */
@DatabaseTest(isolation = Isolation.FRESH)
class NoFalseDifferenceTest {
    private static final Models MODELS =
            new Models(RecordSchema.of(List.of(AllTypes.class, AllTypes.Owner.class)), Set.of("somebody_elses"));

    private static List<Difference> differences(TestDatabase test) {
        return Drift.between(MODELS, "the test's URL", DatabaseUrl.parse(test.url()));
    }

    private static void createTables(TestDatabase test) {
        DatabaseEngine engine = test.engine() == TestEngine.SQLITE ? DatabaseEngine.SQLITE : DatabaseEngine.POSTGRESQL;
        SchemaDdl.create(MODELS.schema(), engine).forEach(test::execute);
    }

    @Test
    void inColumnsOfEveryType(TestDatabase test) {
        createTables(test);

        assertThat(differences(test)).isEmpty();
    }

    @Test
    void inTablesOfLibrariesAndOfLiquibase(TestDatabase test) {
        createTables(test);
        test.execute("create table somebody_elses (id integer)");
        test.execute("create table databasechangelog (id integer)");

        assertThat(differences(test)).isEmpty();
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void inColumnsThatOnceHadAnotherType(TestDatabase test) {
        createTables(test);
        test.load("""
                alter table all_types alter column material type text;
                alter table all_types drop constraint all_types_material_check;
                alter table all_types add constraint all_types_material_check check (material in ('IRON', 'MITHRIL'));
                alter table all_types alter column material type varchar(50);
                alter table all_types alter column whole type bigint;
                alter table all_types alter column whole type integer;
                alter table all_types alter column price type numeric(12, 4);
                alter table all_types alter column price type numeric(10, 2);
                alter table all_types alter column name type text;
                alter table all_types alter column name type varchar(100);
                """);

        assertThat(differences(test)).isEmpty();
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void inConstantsThatTheTimeZoneOfTheRoleShowsInAnotherWay(TestDatabase test) {
        createTables(test);
        test.execute("alter role current_user in database \"%s\" set timezone = 'Pacific/Kiritimati'"
                .formatted(
                        test.query("select current_database() as name").get(0).get("name")));

        assertThat(differences(test)).isEmpty();
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void inTheWordsOfTheStatementOnSqlite(TestDatabase test) {
        test.execute("""
                CREATE TABLE "owners" (
                  "id" TEXT NOT NULL PRIMARY KEY,
                  display_name  TEXT NOT NULL UNIQUE
                )""");
        createTables(test, "all_types");
        test.execute("drop index all_types_flag_big_idx");
        test.execute(
                "CREATE INDEX all_types_flag_big_idx ON all_types(flag,big) WHERE (flag=TRUE AND material<>'IRON')");

        assertThat(differences(test)).isEmpty();
    }

    private static void createTables(TestDatabase test, String only) {
        var table = MODELS.schema().table(only).orElseThrow();
        test.execute(SchemaDdl.createTable(table, DatabaseEngine.SQLITE));
        SchemaDdl.createIndexes(table).forEach(test::execute);
    }
}
