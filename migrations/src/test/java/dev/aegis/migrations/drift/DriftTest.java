package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.MigrationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do to a database by hand, and what is said of it. */
@DatabaseTest(prepare = Fleet.class, isolation = Isolation.FRESH)
class DriftTest {

    private static List<String> differences(TestDatabase test) {
        return Drift.between(Fleet.MODELS, "the test's URL", DatabaseUrl.parse(test.url())).stream()
                .map(difference -> difference.text("the database"))
                .toList();
    }

    private static Arguments change(String statements, String... differences) {
        return Arguments.of(statements, List.of(differences));
    }

    @Test
    void isNotInADatabaseAsTheModelsHaveIt(TestDatabase test) {
        assertThat(differences(test)).isEmpty();
    }

    static Stream<Arguments> onBothEngines() {
        return Stream.of(
                change(
                        "alter table vessels drop column motto",
                        "table vessels, column motto: varchar(200) in the models, missing in the database"),
                change(
                        "alter table vessels add column owner varchar(20) default 'nobody' not null",
                        "table vessels, column owner: missing in the models, varchar(20) not null default 'nobody' in the database"),
                change(
                        "alter table vessels rename column material to metal",
                        "table vessels, column material: varchar(50) not null default 'iron' in the models, missing in the database",
                        "table vessels, column metal: missing in the models, varchar(50) not null default 'iron' in the database"),
                change(
                        "create index by_hand on vessels (name, material)",
                        "table vessels, index by_hand: missing in the models, (name, material) in the database"),
                change(
                        "create unique index by_hand on vessels (lower(name)) where sunk_at is not null",
                        "table vessels, index by_hand: missing in the models, unique (lower(name)) where sunk_at is not null in the database"),
                change(
                        "drop index cruises_vessel_id_idx",
                        "table cruises, index cruises_vessel_id_idx: (vessel_id) in the models, missing in the database"),
                change(
                        "drop index cruises_without_end_idx; create index cruises_without_end_idx on cruises (id)",
                        "table cruises, index cruises_without_end_idx: where ended_at is null in the models, for all rows in the database"),
                change(
                        "create table loose_ends (id integer, note text)",
                        "table loose_ends: missing in the models, columns id, note in the database"),
                change(
                        "drop table cruises",
                        "table cruises: columns ended_at, id, log, ports, started_at, vessel_id in the models, missing in the database"),
                change("drop table cargo"));
    }

    @ParameterizedTest
    @MethodSource("onBothEngines")
    void byStatementsOfBothEngines(String statements, List<String> expected, TestDatabase test) {
        test.load(statements);

        assertThat(differences(test)).isEqualTo(expected);
    }

    static Stream<Arguments> onPostgres() {
        return Stream.of(
                change(
                        "alter table vessels alter column name type varchar(80)",
                        "table vessels, column name: varchar(100) in the models, varchar(80) in the database"),
                change(
                        "alter table vessels alter column guns type bigint",
                        "table vessels, column guns: integer in the models, bigint in the database"),
                change(
                        "alter table vessels alter column material drop not null",
                        "table vessels, column material: not null in the models, nullable in the database"),
                change(
                        "alter table vessels alter column material drop default",
                        "table vessels, column material: default 'iron' in the models, no default in the database"),
                change(
                        "alter table vessels alter column guns set default 11",
                        "table vessels, column guns: default 10 in the models, default 11 in the database"),
                change(
                        "alter table vessels alter column id drop identity",
                        "table vessels, column id: generated in the models, not generated in the database"),
                change(
                        "alter table vessels add constraint by_hand unique (name)",
                        "table vessels, unique constraint by_hand: missing in the models, (name) in the database"),
                change(
                        "alter table vessels add constraint by_hand check (guns between 0 and 1000) not valid",
                        "table vessels, check by_hand: missing in the models, guns >= 0 and guns <= 1000 not valid in the database"),
                change(
                        "alter table cruises drop constraint cruises_vessel_id_fkey",
                        "table cruises, foreign key cruises_vessel_id_fkey: (vessel_id) references vessels (id) on delete cascade in the models, missing in the database"),
                change(
                        "alter table cruises drop constraint cruises_vessel_id_fkey; alter table cruises add constraint cruises_vessel_id_fkey foreign key (vessel_id) references vessels (id) on delete restrict",
                        "table cruises, foreign key cruises_vessel_id_fkey: on delete cascade in the models, on delete restrict in the database"),
                change(
                        "alter table vessels alter column material type varchar(50) collate \"C\"",
                        "table vessels, column material: the usual collation in the models, collate C in the database"),
                change(
                        "alter table cruises alter constraint cruises_vessel_id_fkey deferrable initially deferred",
                        "table cruises, foreign key cruises_vessel_id_fkey: not deferrable in the models, deferrable initially deferred in the database"),
                change(
                        "alter table cruises drop constraint cruises_vessel_id_fkey; alter table cruises add constraint cruises_vessel_id_fkey foreign key (vessel_id) references vessels (id) match full on delete cascade",
                        "table cruises, foreign key cruises_vessel_id_fkey: match simple in the models, match full in the database"),
                change(
                        "alter table berths rename constraint berths_pkey to by_hand",
                        "table berths, primary key: called berths_pkey in the models, called by_hand in the database"));
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void byStatementsOfPostgres(String statements, List<String> expected, TestDatabase test) {
        test.load(statements);

        assertThat(differences(test)).isEqualTo(expected);
    }

    static Stream<Arguments> onSqlite() {
        return Stream.of(
                change(
                        "harbour varchar(80) primary key not null, taken_at text not null",
                        "table berths, column harbour: varchar(100) in the models, varchar(80) in the database"),
                change(
                        "harbour varchar(100) primary key not null, taken_at text",
                        "table berths, column taken_at: not null in the models, nullable in the database"),
                change(
                        "harbour varchar(100) not null, taken_at text not null",
                        "table berths, primary key: (harbour) in the models, missing in the database"),
                change(
                        "harbour varchar(100) primary key not null, taken_at text default '' not null",
                        "table berths, column taken_at: no default in the models, default '' in the database"),
                change(
                        "harbour varchar(100) primary key not null, taken_at text not null unique",
                        "table berths, unique constraint (taken_at): missing in the models, there in the database"),
                change(
                        "harbour varchar(100) primary key not null, taken_at text not null, constraint by_hand check (taken_at <> '')",
                        "table berths, check by_hand: missing in the models, taken_at <> '' in the database"),
                change(
                        "harbour varchar(100) primary key not null collate nocase, taken_at text not null",
                        "table berths, column harbour: the usual collation in the models, collate nocase in the database"),
                change(
                        "harbour text primary key not null, taken_at text not null) strict --",
                        "table berths, column harbour: varchar(100) in the models, text in the database",
                        "table berths, option strict: missing in the models, there in the database"),
                change(
                        "harbour varchar(100) primary key not null references vessels (name) deferrable initially deferred, taken_at text not null",
                        "table berths, foreign key (harbour): missing in the models, references vessels (name) deferrable initially deferred in the database"),
                change(
                        "harbour varchar(100) primary key not null references vessels (name) on delete cascade, taken_at text not null",
                        "table berths, foreign key (harbour): missing in the models, references vessels (name) on delete cascade in the database"));
    }

    @ParameterizedTest
    @MethodSource("onSqlite")
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void byAnotherTableOnSqlite(String columns, List<String> expected, TestDatabase test) {
        test.execute("drop table berths");
        test.execute("create table berths (" + columns + ")");

        assertThat(differences(test)).isEqualTo(expected);
    }

    @Test
    void comparisonLeavesNothingBehind(TestDatabase test) {
        List<String> tables = test.tables();

        differences(test);

        assertThat(test.tables()).isEqualTo(tables);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void aRoleThatMayNotMakeTemporaryTablesIsToldSo(TestDatabase test) {
        String name = String.valueOf(
                test.query("select current_database() as name").get(0).get("name"));
        test.load(
                "revoke temporary on database \"%1$s\" from public; revoke temporary on database \"%1$s\" from current_user"
                        .formatted(name));

        assertThatThrownBy(() -> differences(test))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the test's URL=postgresql://")
                .hasMessageContaining("give the role the right TEMPORARY")
                .hasMessageNotContaining("\n");
    }
}
