package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DirectConnections;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.SchemaException;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each keyword of the two engines is refused as a name when the record is read, or does as a name in every statement that is
 * generated: applied to rows, rolled back, and applied again. A build tries those that a grammar treats in a special way as parts of
 * a schema, {@code -Daegis.keywords.all=true} tries all.
 */
@Tag("exhaustive")
@DatabaseTest(isolation = Isolation.FRESH)
class EveryKeywordTest {
    /** <a href="https://www.sqlite.org/lang_keywords.html">The 147 of SQLite.</a> */
    private static final String OF_SQLITE = """
            abort action add after all alter always analyze and as asc attach autoincrement before begin between by
            cascade case cast check collate column commit conflict constraint create cross current current_date
            current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop
            each else end escape except exclude exclusive exists explain fail filter first following for foreign from
            full generated glob group groups having if ignore immediate in index indexed initially inner insert
            instead intersect into is isnull join key last left like limit match materialized natural no not nothing
            notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query
            raise range recursive references regexp reindex release rename replace restrict returning right rollback
            row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union unique
            update using vacuum values view virtual when where window with without""";

    /** No keywords, but names that an engine or a statement of the generator could take for something else. */
    private static final List<String> OTHERS = List.of(
            "rowid",
            "oid",
            "docid",
            "typeof",
            "length",
            "max",
            "count",
            "new_items",
            "aegis",
            "public",
            "main",
            "n",
            "o",
            "v0");

    private static final boolean ALL = Boolean.getBoolean("aegis.keywords.all");
    private static final int CHUNK = 100;

    private static final Set<String> WORDS = new TreeSet<>();

    /** Those that PostgreSQL's grammar takes for nothing but names in all these places, and SQLite does not know. */
    private static final Set<String> PLAIN = new TreeSet<>();

    @TempDir
    private Path directory;

    private int compiled;

    @BeforeAll
    static void askPostgres() throws SQLException {
        WORDS.addAll(List.of(OF_SQLITE.split("\\s+")));
        assertThat(WORDS).hasSize(147);
        ScratchDatabases.Scratch scratch = ScratchServers.open(DatabaseEngine.POSTGRESQL);
        try (Connection connection = DirectConnections.openForMigration("the test", scratch.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select word, catcode from pg_get_keywords()")) {
            while (row.next()) {
                if (WORDS.add(row.getString(1)) && row.getString(2).equals("U")) {
                    PLAIN.add(row.getString(1));
                }
            }
        } finally {
            scratch.close();
        }
        assertThat(WORDS).hasSizeGreaterThan(450);
        WORDS.addAll(OTHERS);
    }

    private void become(Steps steps, List<String> records) throws IOException {
        steps.generate(new Models(RecordSchema.of(compile(records)), Set.of()));
    }

    private static int applied(TestDatabase test) {
        return test.query("select id from databasechangelog").size();
    }

    private List<Class<? extends Record>> compile(List<String> records) {
        return CompiledRecords.of(directory.resolve("records" + compiled++), records);
    }

    private static List<List<String>> chunks(List<String> words) {
        return IntStream.range(0, (words.size() + CHUNK - 1) / CHUNK)
                .mapToObj(i -> words.subList(i * CHUNK, Math.min((i + 1) * CHUNK, words.size())))
                .toList();
    }

    /** With annotations on the record, over the words in groups. */
    private static String over(List<String> words, String annotation) {
        return IntStream.range(0, (words.size() + 29) / 30)
                .mapToObj(i -> words.subList(i * 30, Math.min((i + 1) * 30, words.size())))
                .map(group -> annotation.formatted(
                        group.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ")), group.get(0)))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> former(List<String> words) {
        return words.stream().map(word -> "x_" + word).toList();
    }

    /** A record for each chunk of the words, with a component for each word; {@code %1$s} in it is the word, {@code %2$d} its number. */
    private static List<String> records(
            List<String> words, Function<List<String>, String> annotations, String component) {
        return IntStream.range(0, chunks(words).size())
                .mapToObj(n -> {
                    List<String> chunk = chunks(words).get(n);
                    return annotations.apply(chunk) + " @Table(\"words%d\") record R%d (@Id long key0, ".formatted(n, n)
                            + IntStream.range(0, chunk.size())
                                    .mapToObj(i -> component.formatted(chunk.get(i), i))
                                    .collect(Collectors.joining(",\n"))
                            + ") {}";
                })
                .toList();
    }

    /** The words that are not refused, of them those to try; what is refused has a line for each, with a remedy. */
    private List<String> accepted(List<String> records, String refusal) {
        Set<String> accepted = new LinkedHashSet<>(WORDS);
        try {
            RecordSchema.of(compile(records));
        } catch (SchemaException e) {
            for (String fault : e.faults()) {
                List<String> refused = WORDS.stream()
                        .filter(word -> fault.matches(".*: " + refusal.formatted(word)))
                        .toList();
                assertThat(refused).as(fault).hasSize(1);
                accepted.removeAll(refused);
            }
        }
        assertThat(accepted).hasSizeGreaterThan(WORDS.size() / 2);
        if (!ALL) {
            accepted.removeAll(PLAIN);
        }
        return List.copyOf(accepted);
    }

    /** Where a word costs more. */
    private static List<String> someOf(List<String> words) {
        return ALL
                ? words
                : IntStream.range(0, words.size())
                        .filter(i -> i % 9 == 0)
                        .mapToObj(words::get)
                        .toList();
    }

    @Test
    void asColumns(TestDatabase test) throws IOException {
        List<String> words = accepted(
                records(List.copyOf(WORDS), chunk -> "", "@Column(name = \"%1$s\") @Nullable Integer c%2$d"),
                "the column's name %s .*; give another one with @Column\\(name = \"…\"\\)");
        Steps steps = new Steps("keyword-columns", test);
        become(
                steps,
                records(
                        words,
                        chunk -> over(former(chunk), "@Unique(columns = {%1$s, \"key0\"})"),
                        "@Column(name = \"x_%1$s\") @Default(\"5\") @Nullable Integer c%2$d"));
        int first = applied(test);
        List<String> tables = IntStream.range(0, chunks(words).size())
                .mapToObj(n -> "words" + n)
                .toList();
        tables.forEach(table -> test.execute("insert into " + table + " default values"));
        tables.forEach(table -> test.execute("insert into " + table + " default values"));
        List<?> rows = rows(test, tables, "key0");

        become(
                steps,
                records(
                        words,
                        chunk -> "",
                        "@Column(name = \"%1$s\") @RenamedFrom(\"x_%1$s\") @Default(\"5\") @Nullable Integer c%2$d"));
        become(
                steps,
                records(
                        words,
                        chunk -> over(chunk, "@Index(columns = {%1$s}, where = \"%2$s is not null\")"),
                        "@Column(name = \"%1$s\") @Default(\"7\") @Backfill(\"coalesce(%1$s, 5)\") int c%2$d"));
        steps.rollback(applied(test) - first);
        assertThat(rows(test, tables, "key0")).isEqualTo(rows);
        steps.migrate();
        int last = applied(test);
        become(steps, records(words, chunk -> "", "@Nullable Integer c%2$d"));
        steps.rollback(applied(test) - last);
        steps.migrate();
    }

    private static List<String> tables(List<String> words, String record) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> record.formatted(words.get(i), i))
                .toList();
    }

    @Test
    void asTables(TestDatabase test) throws IOException {
        List<String> words = someOf(accepted(
                tables(List.copyOf(WORDS), "@Table(\"%1$s\") record R%2$d(@Id long id) {}"),
                "@Table\\(\"%s\"\\) .*; give the table another name"));
        Steps steps = new Steps("keyword-tables", test);
        String record =
                "@Table(\"%1$s\") record R%2$d(@Id long id, @References(table = \"%1$s\") @Index @Nullable Long parent, ";
        become(steps, tables(words, record + "@Nullable @Unique Integer n) {}"));
        int first = applied(test);
        words.forEach(table -> test.execute("insert into " + table + " (n) values (2), (3)"));
        List<?> rows = rows(test, words, "id");

        become(
                steps,
                tables(words, record + "@Default(\"1\") @Backfill(\"1\") @Unique @Check(\"n > 0\") int n) {}").stream()
                        .map(body -> body.replace("@Index", ""))
                        .toList());
        steps.rollback(applied(test) - first);
        assertThat(rows(test, words, "id")).isEqualTo(rows);
        steps.rollback(first);
        steps.migrate();
    }

    /** What has the words as names; the number is for something else that changes. */
    private interface Parts {
        List<String> records(List<String> words, int number);
    }

    private static Parts onRecord(String annotation) {
        return (words, number) -> List.of(IntStream.range(0, words.size())
                        .mapToObj(i -> annotation.formatted(words.get(i), i % 20, 20 + i / 20))
                        .collect(Collectors.joining("\n"))
                + "\n@Table(\"holders0\") record R0(@Id long id, @Default(\"%d\") int a, ".formatted(number)
                + IntStream.range(0, 50)
                        .mapToObj(i -> "@Nullable Integer c" + i)
                        .collect(Collectors.joining(", "))
                + ") {}");
    }

    private void asParts(TestDatabase test, String name, Parts parts) throws IOException {
        List<String> words = someOf(accepted(parts.records(List.copyOf(WORDS), 0), "the name %s .*; give another one"));
        Steps steps = new Steps("keyword-" + name, test);
        become(steps, parts.records(List.of(), 0));
        int first = applied(test);
        test.execute("insert into holders0 (a) values (1), (2)");
        List<?> rows = rows(test, List.of("holders0"), "id");

        become(steps, parts.records(words, 0));
        int named = applied(test);
        become(steps, parts.records(former(words), 0));
        steps.rollback(applied(test) - named);
        assertThat(steps.drift(new Models(RecordSchema.of(compile(parts.records(words, 0))), Set.of())))
                .isEmpty();
        steps.migrate();
        become(steps, parts.records(words, 1));
        steps.rollback(applied(test) - first);
        assertThat(rows(test, List.of("holders0"), "id")).isEqualTo(rows);
        steps.migrate();
        become(steps, parts.records(List.of(), 1));
    }

    @Test
    void asIndexes(TestDatabase test) throws IOException {
        asParts(test, "indexes", onRecord("@Index(columns = {\"c%2$d\", \"c%3$d\"}, name = \"%1$s\")"));
    }

    @Test
    void asUniqueConstraints(TestDatabase test) throws IOException {
        asParts(test, "uniques", onRecord("@Unique(columns = {\"c%2$d\", \"c%3$d\"}, name = \"%1$s\")"));
    }

    @Test
    void asChecks(TestDatabase test) throws IOException {
        asParts(test, "checks", onRecord("@Check(value = \"c%2$d > -%3$d\", name = \"%1$s\")"));
    }

    @Test
    void asForeignKeys(TestDatabase test) throws IOException {
        asParts(test, "references", (words, number) -> {
            List<String> records = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                String table = "holders" + n;
                List<String> own =
                        words.subList(Math.min(n * CHUNK, words.size()), Math.min((n + 1) * CHUNK, words.size()));
                records.add("@Table(\"%s\") record R%d(@Id long id, @Default(\"%d\") int a".formatted(table, n, number)
                        + IntStream.range(0, CHUNK)
                                .mapToObj(i -> ", %s @Nullable Long c%d"
                                        .formatted(
                                                i >= own.size()
                                                        ? ""
                                                        : "@References(table = \"holders0\", name = \"%s\")"
                                                                .formatted(own.get(i)),
                                                i))
                                .collect(Collectors.joining())
                        + ") {}");
            }
            return records;
        });
    }

    private static List<?> rows(TestDatabase test, List<String> tables, String key) {
        return tables.stream()
                .map(table -> test.query("select * from %s order by %s".formatted(table, key)))
                .toList();
    }
}
