package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A default arrives as it was given, whichever way it goes through YAML, Liquibase and the engine. */
@DatabaseTest(isolation = Isolation.FRESH)
class NastyValuesTest {
    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "\\",
            "\\\\",
            "\\'",
            "'\\",
            "\"",
            "`",
            "$",
            "$$",
            "$a$",
            "${",
            "}",
            "${type.id}",
            "${:type.id}",
            "${text.dollar}",
            "{",
            "{{",
            "%",
            "%s",
            "?",
            ":name",
            "--",
            "-- x",
            "/*",
            "*/",
            ";",
            ";\n",
            "\nGO\n",
            "go",
            "begin",
            "end",
            "/",
            "\n/\n",
            "#",
            " #",
            ": ",
            "- ",
            "? ",
            "&",
            "*",
            "!",
            "|",
            ">",
            "@",
            "~",
            "null",
            "NULL",
            "true",
            "yes",
            "1_000",
            "0x1F",
            "1e3",
            "2026-01-31",
            "current_timestamp",
            "current_datetime",
            "nextval('a')",
            "GENERATED ALWAYS ",
            "\t",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u00A0",
            "\uFEFF",
            "\u0001",
            "\u001B",
            "\u007F",
            "\u009F",
            "\uFFFD",
            "\uFFFF",
            "\uE000",
            "é",
            "e\u0301",
            "ß",
            "漢",
            "😀",
            "\u202E",
            "x");

    /** Alone, and four in the middle of a text. */
    private static final List<String> TEXTS =
            List.copyOf(Stream.concat(PIECES.stream(), fours().map(pieces -> "a" + String.join("b", pieces) + "c"))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));

    private static final List<String> DOCUMENTS = List.of(
            "null",
            "\"null\"",
            "true",
            "0",
            "[]",
            "{}",
            "{\"x\":\"it's\"}",
            "\"'x'\"",
            "\"\\\\\"",
            "{\"a\\\"b\":[1,null]}",
            "\"${type.id}\"",
            "\"\\u0085\"",
            "\"\u2028\"",
            "[\"-- x\",\"/*\",\";\"]",
            "\"\\n\"");

    private static Stream<List<String>> fours() {
        return IntStream.range(0, PIECES.size() / 4).mapToObj(i -> PIECES.subList(4 * i, 4 * i + 4));
    }

    private final GeneratedChangelog changelog = GeneratedChangelog.create("nasty");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    @Test
    void arriveInNewTablesInNewColumnsAndInColumnsThatAreThere(TestDatabase test) throws Exception {
        List<ColumnDefinition> values = new ArrayList<>();
        TEXTS.forEach(text -> values.add(column(ColumnType.of(Kind.TEXT), text)));
        PIECES.subList(0, 8).forEach(text -> values.add(column(ColumnType.varchar(40), text)));
        DOCUMENTS.forEach(json -> values.add(column(ColumnType.of(Kind.JSON), json)));
        List<List<ColumnDefinition>> groups = List.of(
                numbered(values),
                numbered(values.subList(0, 1)),
                numbered(values.subList(8, 9)),
                numbered(values.subList(values.size() - 1, values.size())));
        List<List<ColumnDefinition>> nothing =
                groups.stream().map(group -> List.<ColumnDefinition>of()).toList();
        List<List<ColumnDefinition>> bare = groups.stream()
                .map(group -> group.stream().map(NastyValuesTest::bare).toList())
                .toList();

        migrate(models(groups, nothing), test);
        tables(groups).forEach(table -> test.execute("insert into " + table + " (id) values (1)"));
        migrate(models(bare, groups), test);
        tables(groups).forEach(table -> assertThat(test.rowCount(table)).isEqualTo(1));
        migrate(models(groups, groups), test);
        tables(groups).forEach(table -> test.execute("insert into " + table + " (id) values (2)"));

        for (int i = 0; i < groups.size(); i++) {
            for (String table : tables(i)) {
                List<Map<String, Object>> rows = test.query("select * from " + table);
                assertThat(rows).hasSize(2);
                for (ColumnDefinition value : groups.get(i)) {
                    assertThat(rows)
                            .as(table + "." + value.name())
                            .allSatisfy(row -> assertThat(text(row.get(value.name()), value, test))
                                    .isEqualTo(expected(value, test)));
                }
            }
        }
    }

    private static String text(@Nullable Object stored, ColumnDefinition column, TestDatabase test) {
        String text = String.valueOf(stored);
        return isJsonb(column, test) ? text.replace(": ", ":").replace(", ", ",") : text;
    }

    private static String expected(ColumnDefinition column, TestDatabase test) {
        String value = String.valueOf(column.defaultValue());
        return isJsonb(column, test) ? unescaped(value) : value;
    }

    private static boolean isJsonb(ColumnDefinition column, TestDatabase test) {
        return column.type().kind() == Kind.JSON && test.engine() == TestEngine.POSTGRESQL;
    }

    /** As jsonb writes it. */
    private static String unescaped(String json) {
        return json.replace("\\u0085", "\u0085");
    }

    private void migrate(Models models, TestDatabase test) throws Exception {
        assertThat(generator.generate(models, "Change", false).file()).isPresent();
        assertThat(generator.differences(models)).isEmpty();
        changelog.migrator(test).migrate();
        assertThat(Drift.between(models, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
    }

    /**
     * Three tables for each group: one has its columns from the beginning, to the others they are added later, in changes that are
     * the same on both engines, and in SQL.
     */
    private static Models models(List<List<ColumnDefinition>> made, List<List<ColumnDefinition>> added) {
        List<TableDefinition> tables = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            List<CheckConstraint> checks = added.get(i).isEmpty()
                    ? List.of()
                    : List.of(new CheckConstraint("sql" + i + "_id_check", "id > 0"));
            tables.add(table("made" + i, made.get(i), List.of()));
            tables.add(table("neutral" + i, added.get(i), List.of()));
            tables.add(table("sql" + i, added.get(i), checks));
        }
        return new Models(new SchemaDefinition(tables), Set.of());
    }

    private static TableDefinition table(String name, List<ColumnDefinition> columns, List<CheckConstraint> checks) {
        List<ColumnDefinition> all = new ArrayList<>();
        all.add(new ColumnDefinition("id", ColumnType.of(Kind.BIGINT), false, false, null));
        all.addAll(columns);
        return new TableDefinition(name, all, List.of("id"), List.of(), List.of(), checks, List.of());
    }

    private static List<String> tables(List<?> groups) {
        return IntStream.range(0, groups.size())
                .boxed()
                .flatMap(i -> tables(i).stream())
                .toList();
    }

    private static List<String> tables(int group) {
        return List.of("made" + group, "neutral" + group, "sql" + group);
    }

    private static ColumnDefinition column(ColumnType type, String value) {
        return new ColumnDefinition("value", type, false, false, value);
    }

    private static ColumnDefinition bare(ColumnDefinition column) {
        return new ColumnDefinition(column.name(), column.type(), false, false, null);
    }

    private static List<ColumnDefinition> numbered(List<ColumnDefinition> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> new ColumnDefinition(
                        "v" + i,
                        values.get(i).type(),
                        false,
                        false,
                        values.get(i).defaultValue()))
                .toList();
    }
}
