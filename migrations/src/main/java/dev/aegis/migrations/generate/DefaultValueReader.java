package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the default of a column. */
final class DefaultValueReader {
    private DefaultValueReader() {}

    /** The constant as models have it; null if it is none. */
    static @Nullable String read(String sql, ColumnType type) {
        SqlReader reader = SqlReader.of(sql);
        while (reader.at("(")) {
            reader = reader.group();
        }
        String sign = reader.accept("-") ? "-" : "";
        SqlToken token = reader.next();
        if (reader.accept("::")) {
            reader.text();
        }
        if (!reader.atEnd()) {
            throw computed(sql);
        }
        return switch (token.kind()) {
            case STRING -> fromString(SqlText.unquoted(token.text()), type);
            case NUMBER -> sign + token.text();
            case WORD -> fromWord(token.text(), sql);
            case QUOTED_NAME, SYMBOL -> throw computed(sql);
        };
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
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).startsWith("t") ? "true" : "false";
            default -> text;
        };
    }

    /** Whether two defaults are one value. */
    static boolean same(@Nullable String one, @Nullable String other, ColumnType type) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (type.kind() == Kind.STRINGS) {
            return StringArrays.toPostgres(one).equals(StringArrays.toPostgres(other));
        }
        return one.equals(other) || isSameValue(one, other, type);
    }

    private static boolean isSameValue(String one, String other, ColumnType type) {
        try {
            return switch (type.kind()) {
                case SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL ->
                    new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
                case INSTANT -> Instant.parse(one).equals(Instant.parse(other));
                default -> false;
            };
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private static UnreadableSql computed(String sql) {
        return new UnreadableSql(
                "the default '" + sql.strip() + "' is no constant, which is all that a model can have");
    }
}
