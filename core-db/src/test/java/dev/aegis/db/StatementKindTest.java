package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "insert into t values ('a'); commit",
                "insert into t values ('a;'); /* ; */ -- ;\n ROLLBACK; insert into t values ('b')",
                "create table t (a int); commit;",
                "insert into t values ($$;$$); end",
                "insert into t values ($x$;$$;$x$); end",
                "set transaction read write",
                "set /* x */ transaction read write",
                "set transaction_read_only = off",
                "set local transaction_read_only to off",
                "SET SESSION transaction_read_only = off",
                "reset transaction_read_only",
                "RESET \"transaction_isolation\"",
                "set local \"transaction_read_only\" = off",
                "prepare transaction 'p'",
                "pragma query_only = off",
                "pragma query_only(0)",
                "pragma \"query_only\" = 0",
                "pragma main.query_only = 0",
                "explain pragma query_only = 0"
            })
    void endsOrLoosensTheTransaction(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
        assertThat(StatementKind.of(sql, DatabaseEngine.SQLITE)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values ('a; commit')",
                "insert into t values ('it''s; commit')",
                "insert into \"a; commit\" values (1);",
                "select 1 -- ; commit",
                "select 1; /* commit */ ;",
                "select a ? 'b', c ?| array['d'], $1 from t; select 2",
                "create trigger t after insert on a begin delete from b; end",
                "create or replace function f() returns int begin atomic select 1; end",
                "set local lock_timeout = '1s'",
                "set local transaction_timeout = '5s'",
                "insert into t values (1) on conflict do nothing",
                "insert into temp values (1)",
                "select temp, hold from weather where day = 'temp'",
                "select 'set_config', 'pg_advisory_lock' -- create temp table",
                "pragma query_only",
                "pragma table_info(t)",
                ""
            })
    void isOrdinaryWhateverItsTextSays(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.ORDINARY);
        assertThat(StatementKind.of(sql, DatabaseEngine.SQLITE)).isEqualTo(StatementKind.ORDINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select set_config('app.tenant', ?, true)", "select SET_CONFIG ('app.tenant', 'a', TRUE ), 1"})
    void whatIsSetForTheTransactionAloneDoesNotCostTheConnection(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.ORDINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* a /* b */ c */ commit",
                "select E'a\\'b'; commit; select 'x'",
                "select e'\\\\'; commit",
                "select 1 -- x\rcommit; select 1;\rcommit",
                "select 1 as a$b$; commit; select 2 as a$b$"
            })
    void hidesNothingFromTheRulesOfPostgres(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as [a; b]; commit",
                "select 1 as `a;`; commit",
                "/* /* */ commit",
                "select $$; commit; $$"
            })
    void hidesNothingFromTheRulesOfSqlite(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.SQLITE)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config('a.b', ?, false)",
                "select set_config('a.b', ?, true), set_config('a.c', ?, ?)",
                "(select \"set_config\"('a.b', 'x', false))",
                "values (set_config('a.b', 'x', false))",
                "insert into t select set_config('a.b', 'x', false)",
                "explain analyze select set_config('a.b', 'x', false)",
                "select U&\"set\\005fconfig\"('a.b', 'x', false)",
                "select setseed(0.5)",
                "select PG_TRY_ADVISORY_LOCK(1)",
                "insert into t values (pg_advisory_lock(1))",
                "do $$ begin perform 1; end $$",
                "call set_tenant(1)",
                "{? = call set_tenant(1)}",
                "reset lock_timeout",
                "/* a /* b */ c */ set lock_timeout = '1s'",
                "select E'a\\'b'; set lock_timeout = '1s'",
                "create local temp table a (b int)",
                "create or replace temp view a as select 1",
                "create or replace temporary recursive view a (b) as select 1",
                "select v into temp a from t",
                "select v into temporary table a from t",
                "select v into pg_temp.a from t",
                "create table \"pg_temp\".a (b int)",
                "declare c cursor with hold for select 1"
            })
    void changesTheSessionOfPostgres(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.CHANGES_SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table temp.a (b int)",
                "create table if not exists \"temp\".a (b int)",
                "create view [temp].a as select 1",
                "create virtual table `temp` . a using fts5(b)",
                "create trigger 'temp'.a after insert on t begin select 1; end",
                "CREATE TEMPORARY TABLE a (b int)",
                "explain pragma cache_size = 1",
                "pragma main.cache_size(1)"
            })
    void changesTheSessionOfSqlite(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.SQLITE)).isEqualTo(StatementKind.CHANGES_SESSION);
    }

    @ParameterizedTest
    @EnumSource(DatabaseEngine.class)
    void theStatementThatMattersMostDecides(DatabaseEngine engine) {
        assertThat(StatementKind.of("select 1; set a = 1; select 2", engine)).isEqualTo(StatementKind.CHANGES_SESSION);
    }
}
