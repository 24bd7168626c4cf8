package dev.aegis.db;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Java types that SQLite has no column type for are kept as text. That of times and dates sorts and compares as the values
 * do, which holds for the years 0 to 9999: others are refused.
 */
final class SqliteTypes implements JdbiPlugin {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** As SQLite's own functions write a moment, in UTC. */
    private static final DateTimeFormatter SQLITE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        CommonTypes.registerInTheFormOf(
                text(Instant.class, SqliteTypes::format, SqliteTypes::instant),
                text(LocalDate.class, SqliteTypes::format, LocalDate::parse),
                jdbi);
        text(UUID.class, UUID::toString, SqliteTypes::uuid).register(jdbi);
        text(BigDecimal.class, value -> StorableValues.decimal(value).toPlainString(), BigDecimal::new)
                .register(jdbi);
        text(Json.class, value -> JsonText.requireStorable(value.text()), Json::new)
                .register(jdbi);
        TypeMapping.of(TypeMapping.STRINGS)
                .binds(
                        Types.VARCHAR,
                        (value, index, statement) ->
                                statement.setString(index, JsonText.ofStrings(StorableValues.texts(value))))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : JsonText.toStrings(text);
                })
                .register(jdbi);
        TypeMapping.of(String.class).reads(SqliteTypes::string).register(jdbi);
        TypeMapping.of(byte[].class).reads(SqliteTypes::bytes).register(jdbi);
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
                value + " does not sort as text on SQLite; use the years 0 to 9999, or use null for none");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            // Written by SQLite's own current_timestamp, or by another program with an offset or without seconds.
            return text.indexOf(' ') == 10
                    ? SQLITE.parse(text, Instant::from)
                    : OffsetDateTime.parse(text).toInstant();
        }
    }

    /** UUID's own parser takes shorter texts, too, which no comparison would find. */
    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not the 36 characters of a UUID");
        }
        return UUID.fromString(text);
    }

    private static @Nullable String string(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof byte[]) {
            throw new IllegalArgumentException("bytes, not text");
        }
        return value == null || value instanceof String ? (String) value : result.getString(column);
    }

    private static byte @Nullable [] bytes(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof Number) {
            throw new IllegalArgumentException("a number, not bytes");
        }
        return value == null || value instanceof byte[] ? (byte[]) value : result.getBytes(column);
    }

    private static <T> TypeMapping<T> text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        return TypeMapping.of(type)
                .binds(Types.VARCHAR, (value, index, statement) -> statement.setString(index, write.apply(value)))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : read.apply(text);
                });
    }
}
