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
                "pragma query_only = off",
                "pragma query_only(0)"
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
                "do $$ begin perform 1; end $$",
                "create trigger t after insert on a begin delete from b; end",
                "create or replace function f() returns int begin atomic select 1; end",
                "set local lock_timeout = '1s'",
                "set local transaction_timeout = '5s'",
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
                "select set_config('a.b', ?, false)",
                "select set_config('a.b', ?, true), set_config('a.c', ?, ?)",
                "select PG_TRY_ADVISORY_LOCK(1)"
            })
    void changesTheSessionByAFunction(String sql) {
        assertThat(StatementKind.of(sql, DatabaseEngine.POSTGRESQL)).isEqualTo(StatementKind.CHANGES_SESSION);
    }

    @ParameterizedTest
    @EnumSource(DatabaseEngine.class)
    void theStatementThatMattersMostDecides(DatabaseEngine engine) {
        assertThat(StatementKind.of("select 1; set a = 1; select 2", engine)).isEqualTo(StatementKind.CHANGES_SESSION);
    }
}
