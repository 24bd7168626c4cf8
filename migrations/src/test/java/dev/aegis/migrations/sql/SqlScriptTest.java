package dev.aegis.migrations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into n values (1, 'C:\\')",
                "insert into n values ('it''s; \\' || 'b')",
                "create table begin (id integer)",
                "create table shifts (id integer, begin text, \"end;\" text)",
                "select 'a' /* ; */ -- ; '\n , \"b;\"",
                "update n set a = '--', b = '/*'",
                "select ';\n/\ngo\n'"
            })
    void onBothEnginesAStatementStaysWhole(String statement) {
        for (DatabaseEngine engine : DatabaseEngine.values()) {
            assertThat(SqlScript.statements(statement + ";\n" + statement + "; ;", engine))
                    .containsExactly(statement, statement);
        }
    }

    @Test
    void sqliteEndsATriggerAsItsOwnClientDoes() {
        String trigger = """
                create temp trigger t after insert on a begin
                  update a set b = case when new.b > 0 then 'begin' else 'end' end;
                  delete from b;
                end""";

        assertThat(SqlScript.statements(trigger + "; select 1", DatabaseEngine.SQLITE))
                .containsExactly(trigger, "select 1");
    }

    @Test
    void sqliteKnowsItsOwnQuotesAndComments() {
        assertThat(SqlScript.statements("select [a;'b], `c;\"d`; select 1 /* /* */; select $$", DatabaseEngine.SQLITE))
                .containsExactly("select [a;'b], `c;\"d`", "select 1", "select $$");
    }

    @Test
    void postgresKeepsBodiesOfRoutinesAndRulesWhole() {
        List<String> statements = List.of(
                "create function f() returns int language sql as $f$ select 1; $f$",
                "create function f() returns int begin atomic select case when true then 1 end; end",
                "create rule r as on insert to a do also (insert into b values (1); insert into c values (2))",
                "select E'it\\'s; ' /* /* ; */ ; */ || 'a'");

        assertThat(SqlScript.statements(String.join(";", statements), DatabaseEngine.POSTGRESQL))
                .containsExactlyElementsOf(statements);
    }

    @ParameterizedTest
    @EnumSource
    void aQuoteThatDoesNotEndIsNotCut(DatabaseEngine engine) {
        assertThatThrownBy(() -> SqlScript.statements("select 1; select 'a; select 2", engine))
                .hasMessage("a quote (') that does not end");
    }

    @ParameterizedTest
    @EnumSource
    void oneStatementIsOneStatement(DatabaseEngine engine) {
        SqlScript.requireOne("select 'a;' ; -- b", engine);
        assertThatThrownBy(() -> SqlScript.requireOne("select 1; select 2", engine))
                .hasMessage("2 statements where one is expected");
        assertThatThrownBy(() -> SqlScript.requireOne("select 1 \0; select 2", engine))
                .hasMessageContaining("NUL");
    }
}
