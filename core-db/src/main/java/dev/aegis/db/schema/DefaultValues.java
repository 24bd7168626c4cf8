package dev.aegis.db.schema;

import dev.aegis.db.Json;
import dev.aegis.db.schema.ColumnType.Kind;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads defaults as values of their column's type, and writes each value in one way only. */
final class DefaultValues {
    /** As the component stores instants on SQLite, so that they sort. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Faults faults;

    DefaultValues(Faults faults) {
        this.faults = faults;
    }

    /** The default for a column of this type; null if there is none, or a faulty one. */
    @Nullable
    String of(RecordComponent component, ColumnType type) {
        Default annotation = component.getAnnotation(Default.class);
        if (annotation == null) {
            return null;
        }
        String[] values = annotation.value();
        try {
            if (type.kind() == Kind.STRINGS) {
                return StringList.toJson(
                        Arrays.stream(values).map(StorableText::require).toArray(String[]::new));
            }
            if (values.length != 1) {
                throw new IllegalArgumentException("give one value");
            }
            return component.getType().isEnum() ? constant(component, values[0], type) : canonical(values[0], type);
        } catch (NumberFormatException e) {
            return refuse(component, values, type, "not a number in its range");
        } catch (IllegalArgumentException | DateTimeException e) {
            return refuse(component, values, type, e.getMessage());
        }
    }

    private @Nullable String refuse(
            RecordComponent component, String[] values, ColumnType type, @Nullable String reason) {
        String written = values.length == 1 ? '"' + values[0] + '"' : Arrays.toString(values);
        faults.add(
                component,
                "@Default(%s) is no value of type %s: %s"
                        .formatted(written, type.kind().name().toLowerCase(Locale.ROOT), reason));
        return null;
    }

    private static String constant(RecordComponent component, String value, ColumnType type) {
        boolean known = Arrays.stream(component.getType().getEnumConstants())
                .anyMatch(constant -> ((Enum<?>) constant).name().equals(value));
        if (!known) {
            throw new IllegalArgumentException(
                    "no constant of " + component.getType().getSimpleName());
        }
        return canonical(value, type);
    }

    private static String canonical(String value, ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT -> Short.toString(Short.parseShort(value));
            case INTEGER -> Integer.toString(Integer.parseInt(value));
            case BIGINT -> Long.toString(Long.parseLong(value));
            case DOUBLE -> finite(Double.parseDouble(value));
            case BOOLEAN -> bool(value);
            case DECIMAL -> decimal(new BigDecimal(value), type);
            case VARCHAR -> fitting(value, type);
            case TEXT -> StorableText.require(value);
            case INSTANT -> sortable(Instant.parse(value));
            case DATE -> sortable(LocalDate.parse(value));
            case UUID -> UUID.fromString(value).toString();
            case JSON -> StorableText.requireJson(new Json(value.strip()).text());
            case STRINGS -> throw new IllegalStateException("read before");
            case BYTES -> throw new IllegalArgumentException("bytes take no default");
        };
    }

    private static String finite(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        // Not -0.0, of which PostgreSQL makes 0.
        return Double.toString(value + 0.0);
    }

    private static String bool(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("write true or false");
        }
        return value;
    }

    private static String decimal(BigDecimal value, ColumnType type) {
        BigDecimal scaled =
                value.setScale(Math.max(value.stripTrailingZeros().scale(), type.scale()), RoundingMode.DOWN);
        if (scaled.scale() > type.scale() || scaled.precision() - scaled.scale() > type.size() - type.scale()) {
            throw new IllegalArgumentException(
                    "more than %d digits, %d of them after the point".formatted(type.size(), type.scale()));
        }
        return scaled.toPlainString();
    }

    private static String fitting(String value, ColumnType type) {
        int length = value.codePointCount(0, value.length());
        if (length > type.size()) {
            throw new IllegalArgumentException("%d characters in a column of %d".formatted(length, type.size()));
        }
        return StorableText.require(value);
    }

    private static String sortable(Instant instant) {
        requireFourDigits(instant.atOffset(ZoneOffset.UTC).getYear());
        return INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    private static String sortable(LocalDate date) {
        requireFourDigits(date.getYear());
        return date.toString();
    }

    private static void requireFourDigits(int year) {
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("use the years 0 to 9999");
        }
    }
}
