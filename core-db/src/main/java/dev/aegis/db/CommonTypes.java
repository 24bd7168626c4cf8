package dev.aegis.db;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.enums.EnumByName;
import org.jdbi.v3.core.enums.EnumByOrdinal;
import org.jdbi.v3.core.enums.EnumStrategy;
import org.jdbi.v3.core.enums.Enums;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.EnumMapper;
import org.jdbi.v3.core.mapper.QualifiedColumnMapperFactory;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.spi.JdbiPlugin;

/** Java types that follow the same rules on both engines: a value is kept and read as it is, or refused. */
final class CommonTypes implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.getConfig(ColumnMappers.class).setCoalesceNullPrimitivesToDefaults(false);
        readNumber(jdbi, long.class, Long.class, ExactValues::longOf, 0L);
        readNumber(jdbi, int.class, Integer.class, ExactValues::intOf, 0);
        readNumber(jdbi, short.class, Short.class, ExactValues::shortOf, (short) 0);
        readNumber(jdbi, byte.class, Byte.class, ExactValues::byteOf, (byte) 0);
        readNumber(jdbi, double.class, Double.class, ExactValues::doubleOf, 0.0);
        readNumber(jdbi, float.class, Float.class, ExactValues::floatOf, 0f);
        readNumber(jdbi, boolean.class, Boolean.class, ExactValues::booleanOf, false);
        readNumber(jdbi, char.class, Character.class, ExactValues::charOf, '\0');
        TypeMapping.of(OptionalLong.class)
                .reads((result, column) -> {
                    Long value = ExactValues.longOf(result, column);
                    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
                })
                .register(jdbi);
        TypeMapping.of(OptionalInt.class)
                .reads((result, column) -> {
                    Integer value = ExactValues.intOf(result, column);
                    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
                })
                .register(jdbi);
        TypeMapping.of(OptionalDouble.class)
                .binds(Types.DOUBLE, CommonTypes::bindOptional)
                .reads((result, column) -> {
                    Double value = ExactValues.doubleOf(result, column);
                    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
                })
                .register(jdbi);

        bindDouble(jdbi, double.class);
        bindDouble(jdbi, Double.class);
        bindFloat(jdbi, float.class);
        bindFloat(jdbi, Float.class);
        bindText(jdbi, char.class);
        bindText(jdbi, Character.class);
        jdbi.registerArgument((ArgumentFactory.Preparable) CommonTypes::otherText);
        bindText(jdbi, String.class);

        jdbi.registerColumnMapper(new Constants());

        refuse(jdbi, LocalDateTime.class, "without a time zone it is not a point in time; use Instant or LocalDate");
        refuse(jdbi, OffsetTime.class, "without a date it is not a point in time; use Instant");
        refuse(jdbi, java.sql.Time.class, "it depends on the time zone of the JVM; use LocalTime or Instant");
    }

    /** All types that name a moment are kept as an {@link Instant} is, those that name a day as a {@link LocalDate}. */
    static void registerInTheFormOf(TypeMapping<Instant> instant, TypeMapping<LocalDate> date, Jdbi jdbi) {
        instant.register(jdbi);
        instant.as(OffsetDateTime.class, OffsetDateTime::toInstant, value -> value.atOffset(ZoneOffset.UTC))
                .register(jdbi);
        instant.as(ZonedDateTime.class, ZonedDateTime::toInstant, value -> value.atZone(ZoneOffset.UTC))
                .register(jdbi);
        instant.as(Timestamp.class, Timestamp::toInstant, Timestamp::from).register(jdbi);
        instant.as(Date.class, Date::toInstant, CommonTypes::toDate).register(jdbi);
        date.register(jdbi);
        date.as(java.sql.Date.class, java.sql.Date::toLocalDate, java.sql.Date::valueOf)
                .register(jdbi);
    }

    static TypeMapping<BigDecimal> decimals() {
        return TypeMapping.of(BigDecimal.class)
                .binds(
                        Types.NUMERIC,
                        (value, index, statement) -> statement.setBigDecimal(index, StorableValues.decimal(value)))
                .reads(ResultSet::getBigDecimal);
    }

    private static Date toDate(Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("finer than the milliseconds of a java.util.Date");
        }
        return Date.from(instant);
    }

    private static <T> void readNumber(
            Jdbi jdbi, Class<T> primitive, Class<T> boxed, TypeMapping.Reader<T> reader, T zero) {
        jdbi.registerColumnMapper(primitive, TypeMapping.primitive(primitive, reader, zero));
        TypeMapping.of(boxed).reads(reader).register(jdbi);
    }

    private static void bindDouble(Jdbi jdbi, Class<Double> type) {
        TypeMapping.of(type)
                .binds(
                        Types.DOUBLE,
                        (value, index, statement) -> statement.setDouble(index, StorableValues.number(value)))
                .register(jdbi);
    }

    private static void bindFloat(Jdbi jdbi, Class<Float> type) {
        TypeMapping.of(type)
                .binds(
                        Types.FLOAT,
                        (value, index, statement) -> statement.setFloat(index, (float) StorableValues.number(value)))
                .register(jdbi);
    }

    private static <T> void bindText(Jdbi jdbi, Class<T> type) {
        TypeMapping.of(type)
                .binds(
                        Types.VARCHAR,
                        (value, index, statement) -> statement.setString(index, StorableValues.text(value.toString())))
                .register(jdbi);
    }

    /** A StringBuilder, or any other sequence of characters. */
    private static Optional<Function<Object, Argument>> otherText(Type type, ConfigRegistry config) {
        return type instanceof Class<?> other && CharSequence.class.isAssignableFrom(other)
                ? Optional.of(value -> (index, statement, context) ->
                        statement.setString(index, value == null ? null : StorableValues.text(value.toString())))
                : Optional.empty();
    }

    private static void bindOptional(OptionalDouble value, int index, PreparedStatement statement) throws SQLException {
        if (value.isPresent()) {
            statement.setDouble(index, StorableValues.number(value.getAsDouble()));
        } else {
            statement.setNull(index, Types.DOUBLE);
        }
    }

    private static <T> void refuse(Jdbi jdbi, Class<T> type, String reason) {
        String fault = type.getName() + " is not supported: " + reason;
        jdbi.registerArgument((ArgumentFactory.Preparable) (declared, config) -> declared.equals(type)
                ? Optional.of(value -> {
                    throw new IllegalArgumentException(fault);
                })
                : Optional.empty());
        TypeMapping.of(type)
                .reads((result, column) -> {
                    throw new IllegalArgumentException(fault);
                })
                .register(jdbi);
    }

    /** Constants of enums by JDBI's rules; JDBI itself makes null of an empty text, and the first one of what is no number. */
    private static final class Constants implements QualifiedColumnMapperFactory {
        @Override
        public Optional<ColumnMapper<?>> build(QualifiedType<?> type, ConfigRegistry config) {
            return type.getType() instanceof Class<?> candidate && candidate.isEnum()
                    ? Optional.of(mapper(candidate.asSubclass(Enum.class), isByOrdinal(type, candidate, config)))
                    : Optional.empty();
        }

        private static boolean isByOrdinal(QualifiedType<?> type, Class<?> candidate, ConfigRegistry config) {
            if (type.hasQualifier(EnumByOrdinal.class) || type.hasQualifier(EnumByName.class)) {
                return type.hasQualifier(EnumByOrdinal.class);
            }
            if (candidate.isAnnotationPresent(EnumByOrdinal.class) || candidate.isAnnotationPresent(EnumByName.class)) {
                return candidate.isAnnotationPresent(EnumByOrdinal.class);
            }
            return config.get(Enums.class).getDefaultStrategy() == EnumStrategy.BY_ORDINAL;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
        private static ColumnMapper<?> mapper(Class<? extends Enum> type, boolean byOrdinal) {
            Enum<?>[] constants = type.getEnumConstants();
            ColumnMapper<?> byName = EnumMapper.byName(type);
            return TypeMapping.naming(type, (result, column, context) -> {
                if (byOrdinal) {
                    Integer ordinal = ExactValues.intOf(result, column);
                    return ordinal == null ? null : constants[ordinal];
                }
                Object constant = byName.map(result, column, context);
                if (constant == null && result.getString(column) != null) {
                    throw new IllegalArgumentException("not the name of a constant");
                }
                return constant;
            });
        }
    }
}
