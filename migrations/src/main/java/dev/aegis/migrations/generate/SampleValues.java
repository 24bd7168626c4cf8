package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that have been lost or changed on their way before: those at the edges of a type, and texts that look like SQL. */
final class SampleValues {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "null",
            "'",
            "it's; so",
            "'x'",
            "\\",
            "C:\\",
            "\\'",
            "$$",
            "${type.id}",
            "a;b",
            "--",
            "/*",
            "*/",
            "\"quoted\"",
            "a\r\nb",
            "\n",
            "\u0085",
            "\u2028",
            "\t",
            "\u0001",
            " a ",
            "10",
            "true",
            "begin",
            "{\"a\":1}",
            "{d '2026-01-31'}",
            "?",
            ":a",
            "# a: b",
            "äß\uD83D\uDEE1",
            "x".repeat(700));

    private static final List<String> JSON = List.of(
            "{}",
            "[]",
            "null",
            "\"null\"",
            "{\"x\":\"it's\"}",
            "{\"x\":\"C:\\\\\"}",
            "[1,\"'\",null]",
            "\"${type.id}\"",
            "12345678901234567890",
            "true",
            "{\"a\":\";--\"}");

    private static final List<String> INSTANTS = List.of(
            "0001-01-01T00:00:00.000000Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-01-31T12:00:00.123456Z",
            "2026-03-29T01:30:00.000000Z",
            "9999-12-31T23:59:59.999999Z");

    private static final List<String> DATES =
            List.of("0001-01-01", "1582-10-10", "2024-02-29", "2026-01-31", "9999-12-31");

    private static final List<String> DOUBLES =
            List.of("0.0", "0.1", "-1.5", "1.0E-5", "1.7976931348623157E308", "4.9E-324", "123456.789");

    private static final List<String> BYTES = List.of("", "00", "ff00", "5c27", "c3a4c328");

    private SampleValues() {}

    /** A value in the form of a column's default; of bytes, which have none, the hexadecimal digits. */
    static String of(ColumnType type, Random random) {
        return switch (type.kind()) {
            case SMALLINT -> integer(Short.MIN_VALUE, Short.MAX_VALUE, 100, random);
            case INTEGER -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE, 32_768, random);
            case BIGINT -> integer(Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L, random);
            case DOUBLE -> one(DOUBLES, random);
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case DECIMAL -> decimal(type, random);
            case VARCHAR -> start(text(random), type.size());
            case TEXT -> text(random);
            case INSTANT -> one(INSTANTS, random);
            case DATE -> one(DATES, random);
            case UUID -> new UUID(random.nextLong(), random.nextLong()).toString();
            case JSON -> one(JSON, random);
            case STRINGS ->
                Stream.generate(() -> text(random))
                        .limit(random.nextInt(3))
                        .map(SampleValues::inJson)
                        .collect(Collectors.joining(",", "[", "]"));
            case BYTES -> one(BYTES, random);
        };
    }

    private static String integer(long least, long greatest, long odd, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Long.toString(least);
            case 1 -> Long.toString(greatest);
            case 2 -> Long.toString(odd);
            case 3 -> Long.toString(-odd);
            case 4 -> "0";
            default -> Integer.toString(random.nextInt(1, 100));
        };
    }

    private static String decimal(ColumnType type, Random random) {
        int whole = type.size() - type.scale();
        String digit = random.nextBoolean() ? "9" : Integer.toString(random.nextInt(10));
        String start = whole == 0 || random.nextInt(3) == 0 ? "0" : significant(digit.repeat(whole));
        String end = type.scale() == 0 ? "" : "." + digit.repeat(type.scale());
        boolean isZero = (start + end).chars().noneMatch(character -> character >= '1' && character <= '9');
        return (isZero || random.nextBoolean() ? "" : "-") + start + end;
    }

    private static String significant(String digits) {
        return digits.startsWith("0") ? "0" : digits;
    }

    private static String text(Random random) {
        String text = one(TEXTS, random);
        return random.nextInt(3) == 0 ? text + random.nextInt(100) : text;
    }

    private static String start(String text, int characters) {
        int length = text.codePointCount(0, text.length());
        return length <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /** As the component writes it. */
    private static String inJson(String text) {
        return text.chars().mapToObj(SampleValues::inJson).collect(Collectors.joining("", "\"", "\""));
    }

    private static String inJson(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> character < ' ' ? "\\u%04X".formatted(character) : Character.toString((char) character);
        };
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
