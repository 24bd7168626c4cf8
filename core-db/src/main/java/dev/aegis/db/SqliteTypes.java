package dev.aegis.db;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * Java types that SQLite has no column type for are kept as text. That of times and dates sorts and compares as the values
 * do, which holds for the years 0 to 9999: others are refused.
 */
final class SqliteTypes implements JdbiPlugin {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        text(jdbi, Instant.class, SqliteTypes::format, Instant::parse);
        text(jdbi, LocalDate.class, SqliteTypes::format, LocalDate::parse);
        text(jdbi, UUID.class, UUID::toString, UUID::fromString);
        text(jdbi, BigDecimal.class, BigDecimal::toPlainString, BigDecimal::new);
        text(jdbi, Json.class, Json::text, Json::new);
        TypeMapping.of(TypeMapping.STRINGS)
                .binds(
                        Types.VARCHAR,
                        (value, index, statement) ->
                                statement.setString(index, JsonText.ofStrings(TypeMapping.withoutNull(value))))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : strings(text);
                })
                .register(jdbi);
    }

    /** Six fractional digits always, as PostgreSQL keeps them: text of one length sorts in the order of time. */
    private static String format(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw outOfRange(instant);
        }
        return INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    private static String format(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw outOfRange(date);
        }
        return date.toString();
    }

    private static IllegalArgumentException outOfRange(Object value) {
        return new IllegalArgumentException(
                value + " cannot be kept on SQLite so that it sorts; use the years 0 to 9999, or null for none");
    }

    private static List<String> strings(String text) throws SQLException {
        try {
            return JsonText.toStrings(text);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static <T> void text(
            Jdbi jdbi,
            Class<T> type,
            java.util.function.Function<T, String> write,
            java.util.function.Function<String, T> read) {
        TypeMapping.of(type)
                .binds(Types.VARCHAR, (value, index, statement) -> statement.setString(index, write.apply(value)))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : read.apply(text);
                })
                .register(jdbi);
    }
}
