package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.TableDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in a column whose values are lost, when it comes back and may not be null. */
final class Fillers {
    private static final Pattern FIRST_OF_LIST = Pattern.compile("\\bin\\s*\\(\\s*'((?:[^']|'')*)'");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Fillers() {}

    /** A constant in SQL: the default, else an empty value, or another that the checks allow. */
    static String of(TableDefinition table, ColumnDefinition column, DatabaseEngine engine) {
        String value = value(table, column);
        boolean isSqliteBytes = column.type().kind() == Kind.BYTES && engine == DatabaseEngine.SQLITE;
        return isSqliteBytes ? "x''" : SchemaDdl.literal(column.type(), value, engine);
    }

    private static String value(TableDefinition table, ColumnDefinition column) {
        String value = column.defaultValue();
        String empty = empty(column.type());
        return value != null
                ? value
                : candidates(empty, table, column)
                        .filter(candidate ->
                                checks(table, column).allMatch(check -> mayBeMet(check, column, candidate)))
                        .findFirst()
                        .orElse(empty);
    }

    private static Optional<String> firstListed(TableDefinition table, ColumnDefinition column) {
        return checks(table, column)
                .map(check -> FIRST_OF_LIST.matcher(check.expression()))
                .filter(Matcher::find)
                .map(list -> list.group(1).replace("''", "'"))
                .findFirst();
    }

    private static Stream<String> candidates(String empty, TableDefinition table, ColumnDefinition column) {
        Stream<String> constants = checks(table, column)
                .flatMap(check -> SimpleCheck.read(check, column).stream())
                .flatMap(check -> check.constants().stream())
                .flatMap(constant -> withNeighbours(constant, column.type()));
        return Stream.of(firstListed(table, column).stream(), Stream.of(empty), constants)
                .flatMap(values -> values);
    }

    private static Stream<String> withNeighbours(String constant, ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> near(new BigDecimal(constant), 0);
            case DECIMAL -> near(new BigDecimal(constant), type.scale());
            case DOUBLE -> near(new BigDecimal(constant), 3);
            case DATE -> near(LocalDate.parse(constant));
            case INSTANT -> near(Instant.parse(constant));
            default -> Stream.of(constant);
        };
    }

    private static Stream<String> near(BigDecimal number, int scale) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
        return Stream.of(number, number.add(step), number.subtract(step))
                .map(value -> value.setScale(scale, RoundingMode.HALF_UP).toPlainString());
    }

    private static Stream<String> near(LocalDate day) {
        return Stream.of(day, day.plusDays(1), day.minusDays(1)).map(LocalDate::toString);
    }

    private static Stream<String> near(Instant time) {
        return Stream.of(time, time.plusSeconds(1), time.minusSeconds(1)).map(INSTANT::format);
    }

    /** The checks that are not certain to take what stands in the column when it comes back. */
    static Stream<CheckConstraint> uncertainChecks(TableDefinition table, ColumnDefinition column) {
        String value = value(table, column);
        return checks(table, column)
                .filter(check -> comesBackNull(column) ? !takesNull(check, column) : !isMet(check, column, value));
    }

    static boolean comesBackNull(ColumnDefinition column) {
        return column.nullable() && column.defaultValue() == null;
    }

    private static boolean isMet(CheckConstraint check, ColumnDefinition column, String value) {
        return SimpleCheck.read(check, column)
                .filter(simple -> simple.allows(value))
                .isPresent();
    }

    private static boolean mayBeMet(CheckConstraint check, ColumnDefinition column, String value) {
        return SimpleCheck.read(check, column)
                .map(simple -> simple.allows(value))
                .orElse(true);
    }

    /** Comparing with NULL gives NULL, which a check takes. */
    private static boolean takesNull(CheckConstraint check, ColumnDefinition column) {
        Optional<SimpleCheck> simple = SimpleCheck.read(check, column);
        boolean asksForNull = List.of("is", "coalesce", "nullif", "case", "not", "and", "or").stream()
                .anyMatch(word -> SqlText.has(check.expression(), word));
        return !asksForNull || (simple.isPresent() && !SqlText.has(check.expression(), "is"));
    }

    private static Stream<CheckConstraint> checks(TableDefinition table, ColumnDefinition column) {
        return table.checks().stream().filter(check -> Involved.in(check, column.name()));
    }

    private static String empty(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL -> "0";
            case BOOLEAN -> "false";
            case VARCHAR, TEXT, BYTES -> "";
            case INSTANT -> "1970-01-01T00:00:00.000000Z";
            case DATE -> "1970-01-01";
            case UUID -> "00000000-0000-0000-0000-000000000000";
            case JSON -> "{}";
            case STRINGS -> "[]";
        };
    }
}
