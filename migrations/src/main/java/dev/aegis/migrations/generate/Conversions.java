package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which types can become which others with every value intact, or else an error, on both engines alike. Where not all values
 * fit, they are looked at first: a value that would be rounded, cut or read in another way stops the changeset.
 */
final class Conversions {
    /** Each goes to all that come after it. */
    private static final List<Kind> INTEGERS = List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    /** Of the largest value. */
    private static final List<Integer> DIGITS = List.of(5, 10, 19);

    private static final Map<Kind, String> RANGES = Map.of(
            Kind.SMALLINT, "-32768 and 32767",
            Kind.INTEGER, "-2147483648 and 2147483647",
            Kind.BIGINT, "-9223372036854775808 and 9223372036854775807",
            // Larger ones are not all exact.
            Kind.DOUBLE, "-9007199254740992 and 9007199254740992");

    private static final Set<Kind> TEXTS = Set.of(Kind.VARCHAR, Kind.TEXT);

    /** Their text is the same on both engines. */
    private static final Set<Kind> READABLE = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.UUID, Kind.DATE);

    private static final String HEX = "[0-9a-f]";

    private Conversions() {}

    /** Whether a changeset can be generated: no value changes its meaning. */
    static boolean isPossible(ColumnType from, ColumnType to) {
        return isLossless(from, to) || isChecked(from.kind(), to.kind());
    }

    /** Whether every value can become one of the other type. */
    static boolean isLossless(ColumnType from, ColumnType to) {
        Kind before = from.kind();
        Kind after = to.kind();
        if (before == after) {
            return from.size() - from.scale() <= to.size() - to.scale() && from.scale() <= to.scale();
        }
        if (after == Kind.TEXT) {
            return before == Kind.VARCHAR || before == Kind.JSON || READABLE.contains(before);
        }
        if (INTEGERS.contains(before)) {
            return INTEGERS.indexOf(before) < INTEGERS.indexOf(after)
                    || (after == Kind.DECIMAL && to.size() - to.scale() >= DIGITS.get(INTEGERS.indexOf(before)))
                    || (after == Kind.DOUBLE && before != Kind.BIGINT);
        }
        return false;
    }

    /** Whether values that fit can be told from those that do not. */
    private static boolean isChecked(Kind before, Kind after) {
        if (before == after) {
            return true;
        }
        if (TEXTS.contains(before)) {
            return TEXTS.contains(after) || READABLE.contains(after);
        }
        if (after == Kind.VARCHAR) {
            return READABLE.contains(before);
        }
        boolean isNumber = INTEGERS.contains(before) || before == Kind.DECIMAL || before == Kind.DOUBLE;
        return (isNumber && INTEGERS.contains(after))
                || (INTEGERS.contains(before) && (after == Kind.DECIMAL || after == Kind.DOUBLE));
    }

    /** Whether PostgreSQL does it without writing the table anew. */
    static boolean isFreeOnPostgres(ColumnType from, ColumnType to) {
        boolean wider = from.kind() == to.kind() && from.size() <= to.size() && from.scale() == to.scale();
        return wider || (from.kind() == Kind.VARCHAR && to.kind() == Kind.TEXT);
    }

    /** What follows the type in PostgreSQL's ALTER TABLE; empty if it finds the way by itself, and a safe one. */
    static String using(String table, String column, ColumnType from, ColumnType to) {
        String type = to.sql(DatabaseEngine.POSTGRESQL);
        String value = column + "::" + type;
        Optional<String> misfit = isLossless(from, to) ? Optional.empty() : postgresMisfit(column, from, to);
        if (misfit.isPresent()) {
            // No text with these words is a number, a date or a UUID: so it is the message of an error.
            String error = "cast('%s.%s: ' || %s || ' does not fit %s' as %s)"
                    .formatted(table, column, column, type, TEXTS.contains(to.kind()) ? "integer" : type);
            String typed = TEXTS.contains(to.kind()) ? error + "::text" : error;
            return " using (case when %s then %s else %s end)".formatted(misfit.get(), typed, value);
        }
        boolean fromText = TEXTS.contains(from.kind()) && !TEXTS.contains(to.kind());
        return fromText ? " using " + value : "";
    }

    /** What holds for values that PostgreSQL would change without a word; those that it refuses are not among them. */
    private static Optional<String> postgresMisfit(String column, ColumnType from, ColumnType to) {
        Kind before = from.kind();
        Kind after = to.kind();
        if (after == Kind.VARCHAR) {
            String text = TEXTS.contains(before) ? column : column + "::text";
            return Optional.of("char_length(%s) > %d".formatted(text, to.size()));
        }
        if (TEXTS.contains(before)) {
            return switch (after) {
                case SMALLINT, INTEGER, BIGINT -> Optional.of(column + " !~ '^(0|-?[1-9][0-9]*)$'");
                case UUID -> Optional.of("%1$s !~ '^%2$s{8}-%2$s{4}-%2$s{4}-%2$s{4}-%2$s{12}$'".formatted(column, HEX));
                case DATE -> Optional.of(column + " !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'");
                default -> Optional.empty();
            };
        }
        if (after == Kind.DECIMAL && before == Kind.DECIMAL) {
            return Optional.of("%1$s <> round(%1$s, %2$d)".formatted(column, to.scale()));
        }
        if (after == Kind.DOUBLE) {
            return Optional.of(column + " not between " + RANGES.get(after));
        }
        boolean hasFraction = before == Kind.DECIMAL || before == Kind.DOUBLE;
        return hasFraction ? Optional.of("%1$s <> trunc(%1$s)".formatted(column)) : Optional.empty();
    }

    /** The value for SQLite's new column, which takes numbers and texts of either kind for what it keeps. */
    static String onSqlite(String column, ColumnType from, ColumnType to) {
        if (to.kind() == Kind.DECIMAL && from.kind() != Kind.DECIMAL) {
            return "cast(" + column + " as text)";
        }
        // Not by round(), which calculates with floating point: of a text, CAST takes the digits before the point.
        return INTEGERS.contains(to.kind()) && !INTEGERS.contains(from.kind())
                ? "cast(" + column + " as integer)"
                : column;
    }

    /** For SQLite, which changes no value but would keep one of any other type: fails if a value does not fit. */
    static Optional<String> sqliteGuard(String table, String column, ColumnType from, ColumnType to) {
        return isLossless(from, to)
                ? Optional.empty()
                : sqliteMisfit(column, from, to)
                        // The message is no path in a JSON document: so it is that of an error.
                        .map(misfit -> """
                                select json_extract('{}', '%1$s.%2$s: ' || count(*) || ' rows with a value that does not fit %3$s')
                                from %1$s
                                where %4$s
                                having count(*) > 0""".formatted(table, column, to.sql(DatabaseEngine.POSTGRESQL), misfit));
    }

    private static Optional<String> sqliteMisfit(String column, ColumnType from, ColumnType to) {
        Kind before = from.kind();
        return switch (to.kind()) {
            case VARCHAR -> Optional.of("length(cast(%s as text)) > %d".formatted(column, to.size()));
            case UUID ->
                Optional.of("%s not glob '%s'"
                        .formatted(
                                column,
                                String.join(
                                        "-",
                                        HEX.repeat(8),
                                        HEX.repeat(4),
                                        HEX.repeat(4),
                                        HEX.repeat(4),
                                        HEX.repeat(12))));
            case DATE -> Optional.of("%1$s is not null and date(%1$s) is not %1$s".formatted(column));
            case JSON -> Optional.of("not json_valid(" + column + ")");
            case DOUBLE -> Optional.of(column + " not between " + RANGES.get(Kind.DOUBLE));
            case DECIMAL ->
                Optional.of(
                        before == Kind.DECIMAL
                                ? tooManyDigits(column, to)
                                : "length(ltrim(cast(%s as text), '-0')) > %d"
                                        .formatted(column, to.size() - to.scale()));
            case SMALLINT, INTEGER, BIGINT -> Optional.of(notAnInteger(column, before, to.kind()));
            default -> Optional.empty();
        };
    }

    /** By its text: SQLite has no exact numbers with a fraction. */
    private static String tooManyDigits(String column, ColumnType to) {
        return ("%1$s glob '*[^0-9.-]*'"
                        + " or length(rtrim(substr(%1$s, instr(%1$s || '.', '.') + 1), '0')) > %2$d"
                        + " or length(ltrim(substr(%1$s, 1, instr(%1$s || '.', '.') - 1), '-0')) > %3$d")
                .formatted(column, to.scale(), to.size() - to.scale());
    }

    private static String notAnInteger(String column, Kind before, Kind after) {
        String range = "cast(%s as integer) not between %s".formatted(column, RANGES.get(after));
        if (INTEGERS.contains(before)) {
            return range;
        }
        if (before == Kind.DOUBLE) {
            return "%1$s <> cast(%1$s as integer) or %2$s".formatted(column, range);
        }
        String digits = before == Kind.DECIMAL
                ? "case when instr(%1$s, '.') > 0 then rtrim(rtrim(%1$s, '0'), '.') else %1$s end".formatted(column)
                : column;
        return "cast(cast(%1$s as integer) as text) <> %2$s or %3$s".formatted(column, digits, range);
    }
}
