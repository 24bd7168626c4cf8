package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.DatabaseUrl;
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
import java.util.Locale;
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

    /** Alone, and in the middle. */
    private static final List<String> TEXTS = List.copyOf(PIECES.stream()
            .flatMap(piece -> Stream.of(piece, "a" + piece + "b"))
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

    private final GeneratedChangelog changelog = GeneratedChangelog.create("nasty");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    @Test
    void arriveInNewTablesInNewColumnsAndInColumnsThatAreThere(TestDatabase test) throws Exception {
        List<ColumnDefinition> values = new ArrayList<>();
        TEXTS.forEach(text -> values.add(column(ColumnType.of(Kind.TEXT), text)));
        PIECES.subList(0, 20).forEach(text -> values.add(column(ColumnType.varchar(40), text)));
        DOCUMENTS.forEach(json -> values.add(column(ColumnType.of(Kind.JSON), json)));

        migrate(schema(values, value -> List.of(named(value, "made", value.defaultValue()))), test);
        IntStream.range(0, values.size()).forEach(i -> test.execute("insert into t" + i + " (id) values (1)"));
        migrate(
                schema(
                        values,
                        value -> List.of(
                                named(value, "made", value.defaultValue()),
                                named(value, "added", value.defaultValue()))),
                test);
        migrate(schema(values, value -> List.of(named(value, "made", null), named(value, "added", null))), test);
        IntStream.range(0, values.size()).forEach(i -> test.execute("update t" + i + " set made = made"));
        migrate(
                schema(
                        values,
                        value -> List.of(
                                named(value, "made", value.defaultValue()),
                                named(value, "added", value.defaultValue()))),
                test);
        IntStream.range(0, values.size()).forEach(i -> test.execute("insert into t" + i + " (id) values (2)"));

        for (int i = 0; i < values.size(); i++) {
            String expected = String.valueOf(values.get(i).defaultValue());
            boolean isJson = values.get(i).type().kind() == Kind.JSON;
            for (Map<String, ?> row : test.query("select made, added from t" + i)) {
                assertThat(row.values())
                        .allSatisfy(value -> assertThat(
                                        isJson && test.engine() == TestEngine.POSTGRESQL
                                                ? String.valueOf(value)
                                                        .replace(": ", ":")
                                                        .replace(", ", ",")
                                                : String.valueOf(value))
                                .isEqualTo(
                                        isJson && test.engine() == TestEngine.POSTGRESQL
                                                ? unescaped(expected)
                                                : expected));
            }
            assertThat(test.rowCount("t" + i)).isEqualTo(2);
        }
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

    private interface Columns {
        List<ColumnDefinition> of(ColumnDefinition value);
    }

    /** A table for each value. */
    private static Models schema(List<ColumnDefinition> values, Columns columns) {
        List<TableDefinition> tables = new ArrayList<>();
        for (ColumnDefinition value : values) {
            List<ColumnDefinition> all = new ArrayList<>();
            all.add(new ColumnDefinition("id", ColumnType.of(Kind.BIGINT), false, false, null));
            all.addAll(columns.of(value));
            String name = "t" + tables.size();
            tables.add(new TableDefinition(name, all, List.of("id"), List.of(), List.of(), List.of(), List.of()));
        }
        return new Models(new SchemaDefinition(tables), Set.of());
    }

    private static ColumnDefinition column(ColumnType type, String value) {
        return new ColumnDefinition(type.kind().name().toLowerCase(Locale.ROOT), type, false, false, value);
    }

    private static ColumnDefinition named(ColumnDefinition value, String name, @Nullable String defaultValue) {
        return new ColumnDefinition(name, value.type(), false, false, defaultValue);
    }
}
