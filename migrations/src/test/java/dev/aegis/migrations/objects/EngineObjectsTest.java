package dev.aegis.migrations.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left on an engine after some statements. */
class EngineObjectsTest {
    private static final String TABLE = "create table t (id bigint primary key, a text, b integer)";

    private static List<SideObject> objects(DatabaseEngine engine, String... statements) {
        EngineObjects objects = new EngineObjects(engine);
        Stream.of(statements).forEach(objects::apply);
        return objects.beyondModels();
    }

    private static List<String> onPostgres(String... statements) {
        return titles(objects(DatabaseEngine.POSTGRESQL, statements));
    }

    private static List<String> onSqlite(String... statements) {
        return titles(objects(DatabaseEngine.SQLITE, statements));
    }

    private static List<String> titles(List<SideObject> objects) {
        return objects.stream().map(SideObject::title).toList();
    }

    @Test
    void indexesThatNoRecordDescribes() {
        assertThat(onPostgres(
                        TABLE,
                        "create index plain on t (a, b) where b > 0",
                        "create unique index concurrently if not exists lower on public.t (lower(a));",
                        "create index sorted on t using btree (a desc)",
                        "create index hashed on t using hash (a)",
                        "create index nocase on t (a collate \"C\")",
                        "create index covering on t (a) include (b)",
                        "create index odd on t (a) where a ~ 'x'",
                        "create index gone on t (lower(a))",
                        "drop index concurrently if exists gone"))
                .containsExactly(
                        "index lower", "index sorted", "index hashed", "index nocase", "index covering", "index odd");
    }

    @Test
    void viewsTriggersAndPolicies() {
        assertThat(onPostgres(
                        TABLE,
                        "create or replace view v as select a from t",
                        "create materialized view m as select * from v",
                        "create or replace view v as select a, b from t",
                        "create trigger touched after update of a on t for each row execute function f()",
                        "create constraint trigger checked after insert on t deferrable for each row execute function f()",
                        "create policy own on t using (a = current_user)",
                        "create policy gone on t using (true)",
                        "alter view v rename to w",
                        "alter trigger touched on t rename to changed",
                        "drop policy gone on t"))
                .containsExactly("view m", "view w", "trigger changed", "trigger checked", "policy own");
    }

    @Test
    void theyGoWithTheirTable() {
        String[] statements = {
            TABLE,
            "create index lower on t (lower(a))",
            "create view v as select a from t",
            "create policy own on t using (a = current_user)",
            "create trigger touched after update on other for each row execute function f()"
        };

        assertThat(onPostgres(Stream.concat(Stream.of(statements), Stream.of("drop table t cascade"))
                        .toArray(String[]::new)))
                .containsExactly("trigger touched");
        assertThat(onPostgres(Stream.concat(Stream.of(statements), Stream.of("drop table if exists t"))
                        .toArray(String[]::new)))
                .containsExactly("view v", "trigger touched");
    }

    @Test
    void theyGoWithTheirColumn() {
        assertThat(onPostgres(
                        TABLE,
                        "create index lower on t (lower(a))",
                        "create index other on t (lower(b::text))",
                        "alter table t add column c text collate \"C\", add column d text generated always as (upper(a)) stored",
                        "alter table t add constraint once exclude using gist (a with =)",
                        "alter table t drop column a, drop column c"))
                .containsExactly("index other");
    }

    @Test
    void wordsOfATableThatNoRecordHas() {
        assertThat(onPostgres("create table t (a text collate \"C\" not null, b text collate \"default\","
                        + " c text generated always as (upper(a)) stored, d bigint generated always as identity,"
                        + " p bigint references p (id) on delete cascade deferrable initially deferred,"
                        + " constraint pair foreign key (a, b) references q (a, b) match full,"
                        + " constraint later unique (a) deferrable, unique (b) not deferrable,"
                        + " exclude using gist (a with =, (lower(b)) with =), check (c <> ''))"))
                .containsExactly(
                        "collation of the column a",
                        "generated column c",
                        "attributes of the constraint t_p_fkey",
                        "attributes of the constraint pair",
                        "attributes of the constraint later",
                        "constraint t_a_expr_excl",
                        "constraint t_c_check");
        assertThat(onSqlite(
                        "create table t (a text collate nocase, b text collate binary, c text as (upper(a)) virtual,"
                                + " d text not null on conflict replace, p integer references p deferrable initially deferred,"
                                + " unique (a collate nocase)) strict, without rowid"))
                .containsExactly(
                        "collation of the column a",
                        "generated column c",
                        "clause on conflict replace of d",
                        "attributes of the constraint (p)",
                        "clause a collate nocase",
                        "table option strict",
                        "table option without rowid");
    }

    @Test
    void constraintsAreChangedAndRenamed() {
        assertThat(onPostgres(
                        "create table t (p bigint constraint t_p references p (id) deferrable)",
                        "alter table t add constraint once exclude using gist (p with =)",
                        "alter table t rename constraint once to only_once",
                        "alter table t alter constraint t_p not deferrable",
                        "alter table t add constraint gone exclude using gist (p with =)",
                        "alter table t drop constraint gone"))
                .containsExactly("constraint only_once");
    }

    @Test
    void anIndexBecomesAConstraint() {
        EngineObjects objects = new EngineObjects(DatabaseEngine.POSTGRESQL);
        Stream.of(
                        TABLE,
                        "create unique index concurrently t_a_key on t (a)",
                        "alter table t add constraint t_a_key unique using index t_a_key",
                        "create temporary view v as select a from t")
                .forEach(objects::apply);

        assertThat(objects.all()).isEmpty();
    }

    @Test
    void aRenamedColumnIsRenamedWhereItIsMeant() {
        List<SideObject> objects = objects(
                DatabaseEngine.SQLITE,
                TABLE,
                "create index lower on t (lower(a), \"a\" desc) where a <> 'a'",
                "create trigger sure after update of b, a on t when new.a <> 'a' begin update t set b = length(old.a); end",
                "create trigger unsure after update on t begin update t set a = 'x'; end",
                "alter table t rename column a to lower");

        assertThat(objects)
                .extracting(SideObject::sql)
                .startsWith(
                        "create index lower on t (lower(lower), lower desc) where lower <> 'a'",
                        "create trigger sure after update of b, lower on t when new.lower <> 'a' begin update t set b = length(old.lower); end");
        assertThat(objects).extracting(SideObject::isExact).containsExactly(true, true, false);
    }

    @Test
    void aRenamedTableIsRenamedWhereItIsMeant() {
        assertThat(objects(
                        DatabaseEngine.SQLITE,
                        "create table a (id integer primary key, a text)",
                        "create index lower on a (lower(a))",
                        "create view v as select a.a from a join b on a.id = b.id",
                        "alter table a rename to c"))
                .extracting(SideObject::sql)
                .containsExactly(
                        "create index lower on c (lower(a))",
                        "create view v as select c.a from c join b on c.id = b.id");
    }

    @Test
    void whatAViewStandsOn() {
        SideObject all = objects(DatabaseEngine.SQLITE, "create view v as select * from t")
                .get(0);
        SideObject count = objects(DatabaseEngine.SQLITE, "create view v as select count(*) from t where b > 0")
                .get(0);

        assertThat(all.standsOn("t")).isTrue();
        assertThat(all.standsOn("t", "a")).isTrue();
        assertThat(all.standsOn("other", "a")).isFalse();
        assertThat(count.standsOn("t", "a")).isFalse();
        assertThat(count.standsOn("t", "b")).isTrue();
    }
}
