package dev.aegis.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestDatabaseException;
import dev.aegis.db.testing.TestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engines know best which words they reserve. */
@DatabaseTest
class ReservedWordsTest {

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void containAllOfPostgres(TestDatabase test) {
        List<String> reserved = test.query("select word from pg_get_keywords() where catcode in ('R', 'T')").stream()
                .map(row -> String.valueOf(row.get("word")))
                .toList();

        assertThat(reserved).isNotEmpty().allMatch(ReservedWords::contains);
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void containAllColumnsThatPostgresAdds(TestDatabase test) {
        List<String> system =
                test
                        .query("select attname from pg_attribute where attrelid = 'pg_class'::regclass and attnum < 0")
                        .stream()
                        .map(row -> String.valueOf(row.get("attname")))
                        .toList();

        assertThat(system).isNotEmpty().allMatch(ReservedWords::isSystemColumn);
    }

    /** SQLite does not tell, but every keyword of PostgreSQL and of its own can be tried. */
    @Test
    @DatabaseTestOverride(engines = TestEngine.SQLITE)
    void containAllOfSqlite(TestDatabase test) {
        List<String> words = List.of(
                "abort",
                "action",
                "after",
                "always",
                "autoincrement",
                "before",
                "begin",
                "by",
                "cascade",
                "conflict",
                "database",
                "deferred",
                "detach",
                "each",
                "exclusive",
                "explain",
                "fail",
                "glob",
                "if",
                "ignore",
                "immediate",
                "index",
                "indexed",
                "isnull",
                "key",
                "match",
                "no",
                "nothing",
                "of",
                "plan",
                "pragma",
                "query",
                "raise",
                "regexp",
                "reindex",
                "rename",
                "replace",
                "row",
                "temp",
                "trigger",
                "update",
                "vacuum",
                "values",
                "view",
                "virtual",
                "without",
                "insert",
                "delete",
                "drop",
                "set",
                "transaction",
                "alter",
                "add",
                "escape",
                "exists",
                "between",
                "materialized",
                "window",
                "over",
                "filter",
                "returning");

        assertThat(words).filteredOn(word -> !ReservedWords.contains(word)).allMatch(word -> isUsable(test, word));
    }

    private static boolean isUsable(TestDatabase test, String word) {
        try {
            test.execute("create table %1$s (id integer, %1$s integer)".formatted(word));
            test.execute("create index %1$s_idx on %1$s (%1$s)".formatted(word));
            test.query("select %1$s from %1$s where %1$s = 1".formatted(word));
            return true;
        } catch (TestDatabaseException e) {
            return false;
        }
    }
}
