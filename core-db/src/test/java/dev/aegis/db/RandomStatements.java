package dev.aegis.db;

import java.util.List;
import java.util.Random;

/** Statements of a grammar: session settings, temporary objects, cursors, locks, in comments and quotes of all kinds. */
final class RandomStatements {
    private static final List<String> SETTINGS =
            List.of("lock_timeout", "work_mem", "\"lock_timeout\"", "statement_timeout", "app.tenant");

    private static final List<String> ON_POSTGRESQL = List.of(
            "set %s = '77'",
            "set session %s to '77'",
            "set local %s = '77'",
            "select set_config('%s', '77', false)",
            "select set_config('%s', '77', true)",
            "(select set_config('%s', '77', false))",
            "values (set_config('%s', '77', false))",
            "insert into sink select length(set_config('%s', '77', false))",
            "insert into sink values (0) returning set_config('%s', '77', false)",
            "update sink set v = v where set_config('%s', '77', false) is null",
            "with a as (select set_config('%s', '77', false)) select * from a",
            "explain analyze select set_config('%s', '77', false)",
            "do $$ begin perform set_config('%s', '77', false); end $$",
            "do 'begin set work_mem = 77; end'",
            "reset %s",
            "reset all",
            "reset transaction_read_only",
            "reset transaction_isolation",
            "set role pg_monitor",
            "set session authorization pg_monitor",
            "set time zone 'Asia/Kathmandu'",
            "set session characteristics as transaction read only",
            "set transaction read only",
            "set search_path to elsewhere, public",
            "create temp table sink (v integer)",
            "create temporary table other (v integer) on commit drop",
            "create local temp table other (v integer)",
            "create table pg_temp.sink (v integer)",
            "create table \"pg_temp\".other (v integer)",
            "create temp view other as select 1",
            "create or replace temp view sink as select 1 as v",
            "create temp sequence other",
            "create function pg_temp.f() returns int language sql as 'select 1'",
            "select 1 as v into temp other",
            "select 1 as v into temporary table sink",
            "select 1 as v into pg_temp.other",
            "create temp table other as select 1 as v",
            "declare c cursor with hold for select 1",
            "declare c cursor for select 1",
            "declare c scroll cursor with /* and */ hold for select 1",
            "select pg_advisory_lock(7)",
            "select pg_try_advisory_lock_shared(7)",
            "select pg_advisory_xact_lock(7)",
            "insert into sink select 0 from (select pg_advisory_lock(7)) a",
            "do $x$ begin perform pg_advisory_lock(8); end $x$",
            "listen news",
            "do $$ begin listen news; end $$",
            "prepare p as select 1",
            "do $$ begin execute 'prepare p as select 1'; end $$",
            "discard plans",
            "load 'plpgsql'",
            "select 'set_config' as \"advisory\", E'it\\'s', $$; commit; $$, U&'\\0061'",
            "select 1; commit",
            "select E'a\\'b'; commit; select 'x'",
            "rollback",
            "savepoint s",
            "prepare transaction 'p'",
            "start transaction",
            "do $$ begin commit; end $$");

    private static final List<String> ON_SQLITE = List.of(
            "create temp table sink (v integer)",
            "create table temp.sink (v integer)",
            "create table if not exists \"temp\".other (v integer)",
            "create table [temp] . other (v integer)",
            "create table `temp`.other as select 1",
            "create temporary view other as select 1",
            "create view temp.other as select 1",
            "create trigger temp.spoils after insert on main.sink begin select 1; end",
            "create temp trigger spoils after insert on main.sink begin select 1; end",
            "pragma cache_size = 77",
            "pragma cache_size(77)",
            "pragma main.cache_size = 77",
            "pragma \"cache_size\" = 77",
            "explain pragma cache_size = 77",
            "pragma foreign_keys = off",
            "pragma [foreign_keys] = off",
            "pragma busy_timeout = 77",
            "pragma recursive_triggers = on",
            "pragma ignore_check_constraints = on",
            "pragma case_sensitive_like = on",
            "pragma temp_store = memory",
            "pragma query_only = on",
            "pragma \"query_only\" = 0",
            "pragma main.query_only = 0",
            "explain pragma query_only = 0",
            "pragma query_only",
            "pragma table_info(sink)",
            "attach ':memory:' as other",
            "insert or rollback into sink select 0",
            "select 'create temp table', \"temp\" from (select 1 as temp)",
            "select 1; commit",
            "end",
            "rollback",
            "savepoint s",
            "release aegis_1",
            "begin immediate");

    private static final List<String> ON_BOTH = List.of(
            "select 1",
            "select count(*) from sink",
            "insert into sink values (0)",
            "update sink set v = 0 where v = 0",
            "create table other_%s (v integer)",
            "select nothing from nowhere",
            "insert into sink values (0); commit",
            "select ';commit', 'it''s' -- ; commit");

    private final Random random;
    private final boolean postgres;

    RandomStatements(long seed, DatabaseEngine engine) {
        random = new Random(seed);
        postgres = engine == DatabaseEngine.POSTGRESQL;
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String next() {
        List<String> own = postgres ? ON_POSTGRESQL : ON_SQLITE;
        String sql = (chance(80) ? any(own) : any(ON_BOTH).replace("other_%s", "other_" + below(1_000_000)))
                .replace("%s", any(SETTINGS));
        return decorated(sql);
    }

    private String decorated(String sql) {
        String text = sql;
        if (chance(15) && sql.indexOf('\'') < 0 && sql.indexOf('"') < 0) {
            text = sql.toUpperCase(java.util.Locale.ROOT);
        }
        if (chance(15)) {
            text = text.replace(" ", any(List.of("  ", "\n", "\t", " /* a */ ")));
        }
        if (chance(25)) {
            text = any(
                            postgres
                                    ? List.of("/* a /* b */ c */ ", "-- x\r", "-- it's\n", "/* ' */ ", "; ", "/**/")
                                    : List.of("/* /* a */ ", "-- it's\n", "/* \" */ ", "; ", "/**/"))
                    + text;
        }
        if (chance(15)) {
            text = (postgres ? "select 'it''s', E'\\'', $a$ ' $a$; " : "select 'it''s', \"a;\", `b;`, [c;]; ") + text;
        }
        return chance(10) ? text + any(List.of(";", " -- end", " /* end */", ";;")) : text;
    }

    private <T> T any(List<T> list) {
        return list.get(below(list.size()));
    }
}
