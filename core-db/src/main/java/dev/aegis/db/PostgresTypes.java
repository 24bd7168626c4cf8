package dev.aegis.db;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Java types in PostgreSQL's own column types. */
final class PostgresTypes implements JdbiPlugin {

    /** The first and the last moment of a timestamptz, and the last day of a date, which begins in the same year. */
    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999999Z");
    private static final DateTimeFormatter BEFORE_CHRIST = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .optionalStart()
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm:ss", "+00")
            .optionalEnd()
            .appendLiteral(" BC")
            .parseDefaulting(ChronoField.ERA, IsoEra.BCE.getValue())
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int LAST_YEAR_OF_DATE = 5_874_897;

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        // PostgreSQL rounds nanoseconds to microseconds: cut them first, so that what is read is never later.
        TypeMapping<Instant> instant = TypeMapping.of(Instant.class)
                .binds(
                        Types.OTHER,
                        "timestamptz",
                        (value, index, statement) -> statement.setObject(index, timestamptz(value)))
                .reads((result, column) -> {
                    OffsetDateTime time = read(result, column, OffsetDateTime.class, OffsetDateTime::from);
                    return time == null ? null : finite(time).toInstant();
                });
        TypeMapping<LocalDate> date = TypeMapping.of(LocalDate.class)
                .binds(Types.DATE, (value, index, statement) -> statement.setObject(index, date(value)))
                .reads((result, column) -> {
                    LocalDate day = read(result, column, LocalDate.class, LocalDate::from);
                    return day == null ? null : finite(day);
                });
        CommonTypes.registerInTheFormOf(instant, date, jdbi);
        CommonTypes.decimals().register(jdbi);
        TypeMapping.of(UUID.class)
                .binds(Types.OTHER, "uuid", (value, index, statement) -> statement.setObject(index, value))
                .reads((result, column) -> result.getObject(column, UUID.class))
                .register(jdbi);
        // A column of type json takes it, too: the server converts what is assigned.
        TypeMapping.of(Json.class)
                .binds(Types.OTHER, "jsonb", (value, index, statement) -> statement.setObject(index, jsonb(value)))
                .reads((result, column) -> {
                    String text = result.getString(column);
                    return text == null ? null : new Json(text);
                })
                .register(jdbi);
        TypeMapping.of(TypeMapping.STRINGS)
                .binds(Types.ARRAY, "_text", (value, index, statement) -> {
                    Object[] elements = StorableValues.texts(value).toArray();
                    statement.setArray(index, statement.getConnection().createArrayOf("text", elements));
                })
                .reads((result, column) -> {
                    Array array = result.getArray(column);
                    return array == null ? null : strings(array.getArray());
                })
                .register(jdbi);
    }

    private static <T> @Nullable T read(ResultSet result, int column, Class<T> type, TemporalQuery<T> query)
            throws SQLException {
        try {
            return result.getObject(column, type);
        } catch (DateTimeException e) {
            // The driver looks for 29 February in the year of the same number after Christ, which is no leap year.
            return BEFORE_CHRIST.parse(result.getString(column), query);
        }
    }

    private static PGobject jsonb(Json json) throws SQLException {
        PGobject object = new PGobject();
        object.setType("jsonb");
        object.setValue(JsonText.requireStorable(json.text()));
        return object;
    }

    private static OffsetDateTime timestamptz(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    instant + " is outside of PostgreSQL's years -4712 to 294276; use null for none");
        }
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static LocalDate date(LocalDate date) {
        if (date.getYear() < -4712 || date.getYear() > LAST_YEAR_OF_DATE) {
            throw new IllegalArgumentException(
                    date + " is outside of PostgreSQL's years -4712 to " + LAST_YEAR_OF_DATE + "; use null for none");
        }
        return date;
    }

    /** The driver reads 'infinity' as the last moment that the type has. */
    private static OffsetDateTime finite(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
            throw new IllegalArgumentException("not a point in time");
        }
        return time;
    }

    private static LocalDate finite(LocalDate date) {
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            throw new IllegalArgumentException("not a date");
        }
        return date;
    }

    private static List<String> strings(Object array) {
        if (!(array instanceof @Nullable String[] strings)) {
            throw new IllegalArgumentException("not an array of strings");
        }
        if (Arrays.asList(strings).contains(null)) {
            throw new IllegalArgumentException("not an array of strings, one element is NULL");
        }
        return List.of(strings);
    }
}
