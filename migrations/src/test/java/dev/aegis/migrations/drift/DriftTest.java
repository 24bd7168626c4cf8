package dev.aegis.migrations.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.MainModels;
import dev.aegis.migrations.MigrateToLatest;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Models;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do to a database by hand, and what is said of it. */
@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
class DriftTest {
    private static final Models MODELS = MainModels.find();

    private static List<String> differences(TestDatabase test) {
        return Drift.between(MODELS, "the test's URL", DatabaseUrl.parse(test.url())).stream()
                .map(difference -> difference.text("the database"))
                .toList();
    }

    private static Arguments change(String statements, String... differences) {
        return Arguments.of(statements, List.of(differences));
    }

    @Test
    void isNotInAMigratedDatabase(TestDatabase test) {
        assertThat(differences(test)).isEmpty();
    }

    static Stream<Arguments> onBothEngines() {
        return Stream.of(
                change(
                        "alter table shields drop column enchantment",
                        "table shields, column enchantment: varchar(200) in the models, missing in the database"),
                change(
                        "alter table shields add column owner varchar(20) default 'nobody' not null",
                        "table shields, column owner: missing in the models, varchar(20) not null default 'nobody' in the database"),
                change(
                        "alter table shields rename column material to metal",
                        "table shields, column material: varchar(50) not null default 'iron' in the models, missing in the database",
                        "table shields, column metal: missing in the models, varchar(50) not null default 'iron' in the database"),
                change(
                        "create index by_hand on shields (name, material)",
                        "table shields, index by_hand: missing in the models, (name, material) in the database"),
                change(
                        "create unique index by_hand on shields (lower(name)) where tempered_at is not null",
                        "table shields, index by_hand: missing in the models, unique (lower(name)) where tempered_at is not null in the database"),
                change(
                        "drop index forge_events_shield_id_idx",
                        "table forge_events, index forge_events_shield_id_idx: (shield_id) in the models, missing in the database"),
                change(
                        "drop index forge_events_unprocessed_idx; create index forge_events_unprocessed_idx on forge_events (id)",
                        "table forge_events, index forge_events_unprocessed_idx: where processed_at is null in the models, for all rows in the database"),
                change(
                        "create table loose_ends (id integer, note text)",
                        "table loose_ends: missing in the models, columns id, note in the database"),
                change(
                        "drop table forge_events",
                        "table forge_events: columns created_at, id, payload, processed_at, shield_id, tags in the models, missing in the database"),
                change("drop table scheduled_tasks"));
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
                        "alter table shields alter column name type varchar(80)",
                        "table shields, column name: varchar(100) in the models, varchar(80) in the database"),
                change(
                        "alter table shields alter column defense_rating type bigint",
                        "table shields, column defense_rating: integer in the models, bigint in the database"),
                change(
                        "alter table shields alter column material drop not null",
                        "table shields, column material: not null in the models, nullable in the database"),
                change(
                        "alter table shields alter column material drop default",
                        "table shields, column material: default 'iron' in the models, no default in the database"),
                change(
                        "alter table shields alter column defense_rating set default 11",
                        "table shields, column defense_rating: default 10 in the models, default 11 in the database"),
                change(
                        "alter table shields alter column id drop identity",
                        "table shields, column id: generated in the models, not generated in the database"),
                change(
                        "alter table shields add constraint by_hand unique (name)",
                        "table shields, unique constraint by_hand: missing in the models, (name) in the database"),
                change(
                        "alter table shields add constraint by_hand check (defense_rating between 0 and 1000) not valid",
                        "table shields, check by_hand: missing in the models, defense_rating >= 0 and defense_rating <= 1000 not valid in the database"),
                change(
                        "alter table forge_events drop constraint forge_events_shield_id_fkey",
                        "table forge_events, foreign key forge_events_shield_id_fkey: (shield_id) references shields (id) on delete cascade in the models, missing in the database"),
                change(
                        "alter table forge_events drop constraint forge_events_shield_id_fkey; alter table forge_events add constraint forge_events_shield_id_fkey foreign key (shield_id) references shields (id) on delete restrict",
                        "table forge_events, foreign key forge_events_shield_id_fkey: on delete cascade in the models, on delete restrict in the database"),
                change(
                        "alter table job_pauses rename constraint job_pauses_pkey to by_hand",
                        "table job_pauses, primary key: called job_pauses_pkey in the models, called by_hand in the database"));
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
                        "job varchar(80) primary key not null, paused_at text not null",
                        "table job_pauses, column job: varchar(100) in the models, varchar(80) in the database"),
                change(
                        "job varchar(100) primary key not null, paused_at text",
                        "table job_pauses, column paused_at: not null in the models, nullable in the database"),
                change(
                        "job varchar(100) not null, paused_at text not null",
                        "table job_pauses, primary key: (job) in the models, missing in the database"),
                change(
                        "job varchar(100) primary key not null, paused_at text default '' not null",
                        "table job_pauses, column paused_at: no default in the models, default '' in the database"),
                change(
                        "job varchar(100) primary key not null, paused_at text not null unique",
                        "table job_pauses, unique constraint (paused_at): missing in the models, there in the database"),
                change(
                        "job varchar(100) primary key not null, paused_at text not null, constraint by_hand check (paused_at <> '')",
                        "table job_pauses, check by_hand: missing in the models, paused_at <> '' in the database"),
                change(
                        "job varchar(100) primary key not null references shields (name) on delete cascade, paused_at text not null",
                        "table job_pauses, foreign key (job): missing in the models, references shields (name) on delete cascade in the database"));
    }

    @ParameterizedTest
    @MethodSource("onSqlite")
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void byAnotherTableOnSqlite(String columns, List<String> expected, TestDatabase test) {
        test.execute("drop table job_pauses");
        test.execute("create table job_pauses (" + columns + ")");

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
