package dev.aegis.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQL that a person wrote reaches the engine statement by statement, as it stands. */
@DatabaseTest(isolation = Isolation.FRESH)
class HandWrittenSqlTest {
    private static final String FIRST = """
            databaseChangeLog:
              - changeSet:
                  id: first
                  author: test
                  changes:
                    - sql: { sql: "create table n (id integer primary key, name text not null)" }
                  rollback:
                    - dropTable: { tableName: n }
            """;

    private final GeneratedChangelog changelog = GeneratedChangelog.create("hand-written");

    @Test
    void aBackslashBeforeAQuoteEndsTheString(TestDatabase test) throws IOException {
        changelog.write("1-first.yaml", FIRST);
        changelog.write("2-rows.yaml", changeset("""
                - sql:
                    sql: |-
                      insert into n values (1, 'C:\\');
                      insert into n values (2, 'two; ''begin''');
                      insert into n values (3, 'D:\\''');
                """));

        changelog.migrator(test).migrate();

        assertThat(names(test)).containsExactly("C:\\", "two; 'begin'", "D:\\'");
    }

    @Test
    void soItDoesInFormattedSqlAndInFiles(TestDatabase test) throws IOException {
        changelog.write("1-first.yaml", FIRST);
        changelog.write("2-formatted.sql", """
                --liquibase formatted sql
                --changeset test:formatted
                insert into n values (1, 'C:\\dir\\');
                insert into n values (2, 'two');
                --rollback delete from n where name = 'C:\\dir\\'; delete from n;
                """);
        changelog.write("3-plain.sql", "insert into n values (3, 'E:\\'); insert into n values (4, 'four');");
        changelog.write("4-file.yaml", changeset("""
                - sqlFile: { path: file.txt, relativeToChangelogFile: true }
                """));
        changelog.write("file.txt", "insert into n values (5, 'F:\\'); insert into n values (6, 'six')");

        changelog.migrator(test).migrate();

        assertThat(names(test)).containsExactly("C:\\dir\\", "two", "E:\\", "four", "F:\\", "six");
    }

    @Test
    void wordsThatOpenABlockElsewhereAreNames(TestDatabase test) throws IOException {
        changelog.write("1-begin.yaml", changeset("""
                - sql:
                    sql: |-
                      create table shifts (id integer primary key, "begin" text, "end" text);
                      create table "begin" (id integer primary key);
                      create index shifts_begin_idx on shifts ("begin");
                      insert into shifts values (1, 'begin', 'end');
                      insert into "begin" values (1)
                """));

        changelog.migrator(test).migrate();

        assertThat(test.query("select \"begin\" as a from shifts, \"begin\"")).hasSize(1);
    }

    @Test
    void twoStatementsWhereOneIsSaidToBeAreRefusedBeforeAnythingRuns(TestDatabase test) throws IOException {
        changelog.write("1-first.yaml", FIRST);
        changelog.write("2-two.yaml", changeset("""
                - sql:
                    splitStatements: false
                    sql: "insert into n values (1, 'one'); insert into n values (2, 'two')"
                """));

        assertThatThrownBy(() -> changelog.migrator(test).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("2 statements where one is expected")
                .hasMessageContaining("remove splitStatements: false")
                .message()
                .doesNotContain("\n");
        assertThat(tablesOf(test)).isEmpty();
    }

    @Test
    void soAreTwoInTheRollbackAndInOtherChanges(TestDatabase test) throws IOException {
        for (String second : List.of("""
                databaseChangeLog:
                  - changeSet:
                      id: second
                      author: test
                      changes:
                        - createView: { viewName: v, selectQuery: "select 1 as a; delete from n" }
                """, """
                databaseChangeLog:
                  - changeSet:
                      id: second
                      author: test
                      changes:
                        - sql: { sql: "insert into n values (1, 'one')" }
                      rollback:
                        - sql: { splitStatements: false, sql: "delete from n; drop table n" }
                """)) {
            changelog.write("1-first.yaml", FIRST);
            changelog.write("2-second.yaml", second);

            assertThatThrownBy(() -> changelog.migrator(test).migrate())
                    .hasMessageContaining("changeset second")
                    .hasMessageContaining("2 statements")
                    .hasMessageContaining("nothing was changed");
            assertThat(tablesOf(test)).isEmpty();
        }
    }

    @Test
    void aDelimiterOfItsOwnIsRefused(TestDatabase test) throws IOException {
        changelog.write("1-first.yaml", FIRST.replace("sql: \"create", "endDelimiter: //, sql: \"create"));

        assertThatThrownBy(() -> changelog.migrator(test).migrate())
                .hasMessageContaining("endDelimiter '//' is not supported; remove it");
    }

    private static String changeset(String changes) {
        return """
                databaseChangeLog:
                  - changeSet:
                      id: rows
                      author: test
                      rollback: empty
                      changes:
                """ + changes.indent(8);
    }

    private static List<Object> names(TestDatabase test) {
        return test.query("select name from n order by id").stream()
                .map(row -> row.get("name"))
                .toList();
    }

    private static List<String> tablesOf(TestDatabase test) {
        return test.tables().stream()
                .filter(table -> !table.equalsIgnoreCase("databasechangelog"))
                .toList();
    }
}
