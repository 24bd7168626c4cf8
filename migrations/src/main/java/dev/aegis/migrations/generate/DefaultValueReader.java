package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import dev.aegis.migrations.sql.SqlToken;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the default of a column. */
final class DefaultValueReader {
    private static final Pattern DECIMAL = Pattern.compile("\\d[\\d.]*(?:[eE][+-]?\\d+)?");

    private DefaultValueReader() {}

    /** The constant as models have it; null if it is none. */
    static @Nullable String read(String sql, ColumnType type) {
        StatementReader reader = StatementReader.of(sql);
        while (reader.at("(")) {
            reader = reader.group();
        }
        String sign = reader.accept("-") ? "-" : "";
        SqlToken token = reader.next();
        if (reader.accept("::")) {
            reader.text();
        }
        if (!reader.atEnd() || !isPlain(token)) {
            throw computed(sql);
        }
        return switch (token.kind()) {
            case STRING -> fromString(token.text(), type);
            case NUMBER -> sign + token.text();
            case WORD -> fromWord(token.text(), sql);
            case QUOTED_NAME, PREFIXED_STRING, SYMBOL, UNENDED -> throw computed(sql);
        };
    }

    /** Not if it is a number such as {@code 0xff} or {@code 1_000}. */
    private static boolean isPlain(SqlToken token) {
        return token.kind() != SqlToken.Kind.NUMBER
                || DECIMAL.matcher(token.text()).matches();
    }

    private static @Nullable String fromWord(String word, String sql) {
        if (Set.of("true", "false").contains(word)) {
            return word;
        }
        if (word.equals("null")) {
            return null;
        }
        throw computed(sql);
    }

    private static String fromString(String text, ColumnType type) {
        return switch (type.kind()) {
            case STRINGS -> StringArrays.toJson(text);
            case INSTANT, DATE -> withYearZero(text);
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).startsWith("t") ? "true" : "false";
            default -> text;
        };
    }

    /** As models write the first year before Christ. */
    private static String withYearZero(String text) {
        return text.startsWith("0001-") && text.endsWith(" BC") ? "0000-" + text.substring(5, text.length() - 3) : text;
    }

    /** Whether two defaults are one value. */
    static boolean same(@Nullable String one, @Nullable String other, ColumnType type) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(other) || isSameValue(one, other, type);
    }

    private static boolean isSameValue(String one, String other, ColumnType type) {
        try {
            return switch (type.kind()) {
                case SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL ->
                    new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
                case INSTANT -> Instant.parse(one).equals(Instant.parse(other));
                case STRINGS -> StringArrays.toPostgres(one).equals(StringArrays.toPostgres(other));
                default -> false;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            // One of them is of another type, which the column had before.
            return false;
        }
    }

    private static UnreadableSql computed(String sql) {
        return new UnreadableSql(
                "the default '" + Shown.of(sql.strip()) + "' is no constant, which is all that a model can have");
    }
}
