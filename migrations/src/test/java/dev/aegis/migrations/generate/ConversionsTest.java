package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.migrations.GeneratedChangelog;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Migrator;
import dev.aegis.migrations.Models;
import dev.aegis.migrations.drift.Drift;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A column of another type keeps every value, there and back, or the changeset fails and changes nothing. */
@DatabaseTest(isolation = Isolation.FRESH)
class ConversionsTest {
    private final GeneratedChangelog changelog = GeneratedChangelog.create("conversions");
    private final MigrationGenerator generator = new MigrationGenerator(changelog.directory());

    /** Values as SQL, by what they are expected to read as; those that must not fit. */
    private record Conversion(String from, String to, List<String> values, List<String> misfits) {}

    private static final List<Conversion> ALL = List.of(
            new Conversion("smallint", "integer", List.of("-32768", "32767", "0"), List.of()),
            new Conversion("integer", "bigint", List.of("-2147483648", "2147483647"), List.of()),
            new Conversion(
                    "bigint",
                    "numeric(22,3)",
                    List.of(
                            "9007199254740993",
                            "-3445618417460167751",
                            "9223372036854775807",
                            "-9223372036854775808",
                            "0"),
                    List.of()),
            new Conversion("integer", "double precision", List.of("-2147483648", "2147483647"), List.of()),
            new Conversion("bigint", "text", List.of("9223372036854775807", "-9223372036854775808"), List.of()),
            new Conversion("numeric(10,2)", "numeric(38,4)", List.of("'12345678.91'", "'-0.01'"), List.of()),
            new Conversion("uuid", "text", List.of("'123e4567-e89b-12d3-a456-426614174000'"), List.of()),
            new Conversion("date", "text", List.of("'2026-01-31'", "'0001-01-01'", "'9999-12-31'"), List.of()),
            new Conversion(
                    "varchar(20)", "varchar(4)", List.of("'abcd'", "'é漢😀x'", "''"), List.of("'abcde'", "'abcd '")),
            new Conversion("text", "varchar(4)", List.of("'abcd'", "''"), List.of("'abcde'", "'    x'", "'abcd '")),
            new Conversion(
                    "bigint",
                    "integer",
                    List.of("-2147483648", "2147483647"),
                    List.of("2147483648", "-2147483649", "9223372036854775807")),
            new Conversion("integer", "smallint", List.of("-32768", "32767"), List.of("32768", "-32769")),
            new Conversion(
                    "numeric(38,4)",
                    "numeric(10,2)",
                    List.of("'12345678.9100'", "'-0.01'", "'0'", "'-12345678'"),
                    List.of("'0.001'", "'123456789'", "'-123456789.00'", "'1.0050'")),
            new Conversion(
                    "numeric(38,4)",
                    "bigint",
                    List.of("'9007199254740993.0000'", "'-9223372036854775808'", "'0.00'", "'100'"),
                    List.of("'0.5'", "'9223372036854775808'", "'-0.0001'", "'99999999999999999999'")),
            new Conversion("numeric(12,2)", "smallint", List.of("'32767.00'"), List.of("'32768'", "'1.5'")),
            new Conversion("double precision", "integer", List.of("5.0", "-7"), List.of("5.5", "2147483648", "1e300")),
            new Conversion(
                    "bigint",
                    "double precision",
                    List.of("9007199254740992", "-9007199254740992"),
                    List.of("9007199254740993", "9223372036854775807")),
            new Conversion("integer", "numeric(5,2)", List.of("999", "-999", "0"), List.of("1000", "-1000")),
            new Conversion(
                    "text",
                    "integer",
                    List.of("'-7'", "'0'", "'2147483647'"),
                    List.of("'007'", "' 7'", "'7.5'", "'x'", "''", "'2147483648'", "'1e3'", "'-0'")),
            new Conversion(
                    "text", "bigint", List.of("'9223372036854775807'"), List.of("'9223372036854775808'", "'0x1F'")),
            new Conversion(
                    "varchar(50)",
                    "uuid",
                    List.of("'123e4567-e89b-12d3-a456-426614174000'"),
                    List.of("'123E4567-e89b-12d3-a456-426614174000'", "'x'", "'123e4567e89b12d3a456426614174000'")),
            new Conversion(
                    "text",
                    "date",
                    List.of("'2026-01-31'", "'2024-02-29'"),
                    List.of("'2026-02-30'", "'now'", "'31.01.2026'", "'2026-1-31'", "'2026-01-31 10:00'")),
            new Conversion("bigint", "varchar(4)", List.of("9999", "-999"), List.of("10000", "-9999")));

    @TestFactory
    Stream<DynamicTest> keepEveryValueOrFail(TestDatabase test) {
        return ALL.stream()
                .map(conversion -> DynamicTest.dynamicTest(
                        conversion.from() + " to " + conversion.to(), () -> thereAndBack(conversion, test)));
    }

    private void thereAndBack(Conversion conversion, TestDatabase test) throws Exception {
        changelog.keepOnly();
        Models before = models(conversion.from());
        Models after = models(conversion.to());
        generator.generate(before, "Begin", false);
        changelog.migrator(test).migrate();
        conversion.values().forEach(value -> insert(value, test));
        List<String> values = values(test);

        assertThat(generator.generate(after, "Convert", false).file()).isPresent();
        Migrator migrator = changelog.migrator(test);
        for (String misfit : conversion.misfits()) {
            insert(misfit, test);
            List<String> all = values(test);
            assertThatThrownBy(migrator::migrate)
                    .as(misfit)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageMatching("(?s).*(does not fit|out of range|overflow|invalid|with precision).*");
            assertThat(values(test)).isEqualTo(all);
            test.execute("delete from t where v = " + misfit);
        }
        int applied = migrator.migrate().applied().size();
        assertThat(Drift.between(after, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
        assertThat(plain(values(test))).isEqualTo(plain(values));

        migrator.rollback(applied);
        assertThat(plain(values(test))).isEqualTo(plain(values));
        assertThat(Drift.between(before, "the URL of the test", DatabaseUrl.parse(test.url())))
                .isEmpty();
        migrator.rollback(1);
    }

    private static Models models(String type) {
        return Schemas.models("create table t (id bigint generated by default as identity not null, v " + type
                + ", constraint t_pkey primary key (id))");
    }

    private static void insert(String value, TestDatabase test) {
        test.execute("insert into t (v) values (" + value + ")");
    }

    private static List<String> values(TestDatabase test) {
        String text = test.engine() == TestEngine.SQLITE
                ? "case typeof(v) when 'real' then v else cast(v as text) end"
                : "v::text";
        return test.query("select " + text + " as v from t order by id").stream()
                .map(row -> String.valueOf(row.get("v")))
                .toList();
    }

    /** Numbers without the zeros at their ends, which say nothing about the value. */
    private static List<String> plain(List<String> values) {
        return values.stream()
                .map(value -> value.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
                        ? new java.math.BigDecimal(value).stripTrailingZeros().toPlainString()
                        : value)
                .toList();
    }
}
