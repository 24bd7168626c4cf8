package dev.aegis.db.schema;

import static java.util.Map.entry;

import dev.aegis.db.Json;
import dev.aegis.db.schema.ColumnType.Kind;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which type the column of a component has. */
final class ColumnTypes {
    /** The names of an enum's constants when nothing else is said. */
    private static final int ENUM_LENGTH = 50;

    /** The most that PostgreSQL takes. */
    private static final int MAX_LENGTH = 10_485_760;

    private static final int MAX_PRECISION = 1000;

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            entry(short.class, Kind.SMALLINT),
            entry(Short.class, Kind.SMALLINT),
            entry(int.class, Kind.INTEGER),
            entry(Integer.class, Kind.INTEGER),
            entry(long.class, Kind.BIGINT),
            entry(Long.class, Kind.BIGINT),
            entry(double.class, Kind.DOUBLE),
            entry(Double.class, Kind.DOUBLE),
            entry(boolean.class, Kind.BOOLEAN),
            entry(Boolean.class, Kind.BOOLEAN),
            entry(BigDecimal.class, Kind.DECIMAL),
            entry(String.class, Kind.TEXT),
            entry(Instant.class, Kind.INSTANT),
            entry(LocalDate.class, Kind.DATE),
            entry(UUID.class, Kind.UUID),
            entry(Json.class, Kind.JSON),
            entry(byte[].class, Kind.BYTES));

    private final Faults faults;

    ColumnTypes(Faults faults) {
        this.faults = faults;
    }

    /** The type; empty, and a fault, if there is none. */
    Optional<ColumnType> of(RecordComponent component) {
        Optional<Kind> kind = kind(component);
        if (kind.isEmpty()) {
            faults.add(
                    component,
                    "the type %s has no column type; use String, short, int, long, double, boolean, BigDecimal, an enum,"
                                    .formatted(component.getGenericType().getTypeName())
                            + " Instant, LocalDate, UUID, dev.aegis.db.Json, List<String> or byte[]");
            return Optional.empty();
        }
        Column column = component.getAnnotation(Column.class);
        return sized(
                component,
                kind.get(),
                column == null ? 0 : column.length(),
                column == null ? 0 : column.precision(),
                column == null ? 0 : column.scale());
    }

    private Optional<ColumnType> sized(RecordComponent component, Kind kind, int length, int precision, int scale) {
        boolean isText = kind == Kind.TEXT || kind == Kind.VARCHAR;
        if ((length != 0 && !isText) || length < 0 || length > MAX_LENGTH) {
            return refuse(
                    component,
                    "@Column(length = %d): a length is that of a String or an enum, from 1 to %d"
                            .formatted(length, MAX_LENGTH));
        }
        if (kind != Kind.DECIMAL) {
            return precision == 0 && scale == 0
                    ? Optional.of(text(kind, length))
                    : refuse(component, "@Column: precision and scale are those of a BigDecimal");
        }
        return precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
                ? Optional.of(ColumnType.decimal(precision, scale))
                : refuse(
                        component,
                        "a BigDecimal needs @Column(precision = 1 to %d, scale = 0 to precision); it has %d and %d"
                                .formatted(MAX_PRECISION, precision, scale));
    }

    private static ColumnType text(Kind kind, int length) {
        if (kind == Kind.VARCHAR) {
            return ColumnType.varchar(length == 0 ? ENUM_LENGTH : length);
        }
        return length == 0 ? ColumnType.of(kind) : ColumnType.varchar(length);
    }

    private Optional<ColumnType> refuse(RecordComponent component, String text) {
        faults.add(component, text);
        return Optional.empty();
    }

    private static Optional<Kind> kind(RecordComponent component) {
        if (isListOfStrings(component.getAnnotatedType())) {
            return Optional.of(Kind.STRINGS);
        }
        if (component.getType().isEnum()) {
            return Optional.of(Kind.VARCHAR);
        }
        return Optional.ofNullable(KINDS.get(component.getType()));
    }

    private static boolean isListOfStrings(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType list
                && list.getType() instanceof java.lang.reflect.ParameterizedType raw
                && raw.getRawType() == List.class) {
            AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
            return element.getType() == String.class && !element.isAnnotationPresent(Nullable.class);
        }
        return false;
    }
}
