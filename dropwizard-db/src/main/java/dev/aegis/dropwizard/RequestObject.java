package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a client has sent. Ask for every field that the request may have, then call
 * {@link #requireValid()}: it refuses all faults of all fields at once, and every field that nobody has asked for.
 *
 * <pre>{@code
 * String name = body.requiredText("name", 1, 100);
 * int rating = body.integer("rating", 0, 1000).orElse(10);
 * body.requireValid();
 * }</pre>
 *
 * <p>What a method returns for an invalid field stands for nothing: {@code requireValid} throws. Text is measured in
 * Unicode code points, as PostgreSQL does. A resource method takes one as its body; not thread-safe.
 */
public final class RequestObject {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_FIELD_NAME = 100;

    private final ObjectNode object;
    private final Set<String> known = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    RequestObject(ObjectNode object) {
        this.object = object;
    }

    /** Whether the field is there, null included. */
    public boolean has(String field) {
        known.add(field);
        return object.has(field);
    }

    /** Refuses those of these fields that are missing: what reads them is not empty after {@link #requireValid()}. */
    public void require(String... fields) {
        for (String field : fields) {
            if (!has(field)) {
                refuse(field, "is required");
            }
        }
    }

    /** Text that must be there. */
    public String requiredText(String field, int min, int max) {
        require(field);
        return text(field, min, max).orElse("");
    }

    /** Text that may be missing, but not null; with a minimum of 1 or more it must not be blank either. */
    public Optional<String> text(String field, int min, int max) {
        return value(field).filter(value -> isText(field, value, min, max)).map(JsonNode::textValue);
    }

    /** Text of at most so many characters; null when it is missing or null. */
    public @Nullable String nullableText(String field, int max) {
        if (!has(field) || object.get(field).isNull()) {
            return null;
        }
        return text(field, 0, max).orElse(null);
    }

    /** A whole number that may be missing, but not null. */
    public Optional<Integer> integer(String field, int min, int max) {
        return value(field).filter(value -> isInteger(field, value, min, max)).map(JsonNode::intValue);
    }

    /** As {@link #integer}, of 64 bits: the key of another row, for example. */
    public Optional<Long> longInteger(String field, long min, long max) {
        return value(field).filter(value -> isInteger(field, value, min, max)).map(JsonNode::longValue);
    }

    /** True or false, which may be missing, but not null. */
    public Optional<Boolean> bool(String field) {
        return value(field)
                .filter(value -> value.isBoolean() || invalid(field, "must be true or false"))
                .map(JsonNode::booleanValue);
    }

    /**
     * A number that may be missing, but not null.
     *
     * @param scale that of the column, from 0: the most digits after the point, zeros at the end not counted. The result
     *     has this scale, so that both engines give back what was written
     */
    public Optional<BigDecimal> decimal(String field, BigDecimal min, BigDecimal max, int scale) {
        return value(field)
                .filter(value -> isDecimal(field, value, min, max, scale))
                .map(value -> value.decimalValue().setScale(scale));
    }

    /** The name of a constant that may be missing, but not null. */
    public <E extends Enum<E>> Optional<E> constant(String field, Class<E> type) {
        return value(field).flatMap(value -> {
            Optional<E> found = Stream.of(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(value.textValue()))
                    .findFirst();
            if (found.isEmpty()) {
                refuse(field, "must be one of " + names(type));
            }
            return found;
        });
    }

    /** A date such as {@code 2026-01-31} in the years 1 to 9999, which may be missing, but not null. */
    public Optional<LocalDate> date(String field) {
        return parsed(field, "must be a date such as 2026-01-31", text -> withinYears(LocalDate.parse(text)));
    }

    /**
     * An instant such as {@code 2026-01-31T12:00:00Z}, with any offset, in the years 1 to 9999, which may be missing, but
     * not null. The result is cut to the microsecond, so that both engines give back what was written.
     */
    public Optional<Instant> instant(String field) {
        return parsed(field, "must be an instant such as 2026-01-31T12:00:00Z", text -> {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            withinYears(LocalDate.ofInstant(instant, ZoneOffset.UTC));
            return instant;
        });
    }

    /** A UUID in its usual form of 36 characters, in either case, which may be missing, but not null. */
    public Optional<UUID> uuid(String field) {
        return parsed(field, "must be a UUID such as 0b3ab1f2-7f0c-4c1e-9d5b-6a2f8e4c7d10", RequestObject::wholeUuid);
    }

    /** Refuses a field for a reason of your own, such as one that depends on another field. */
    public void refuse(String field, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    /** Refuses a field that exists but cannot be given. */
    public void refuseIfPresent(String field, String message) {
        if (has(field)) {
            refuse(field, message);
        }
    }

    /**
     * Ends the validation.
     *
     * @throws ProblemException with an entry for each invalid field, at most 20
     */
    public void requireValid() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refuse(shown(name), "is unknown");
            }
        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private Optional<JsonNode> value(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (object.get(field).isNull()) {
            refuse(field, "must not be null");
            return Optional.empty();
        }
        return Optional.of(object.get(field));
    }

    private <T> Optional<T> parsed(String field, String message, Function<String, T> parser) {
        return value(field).flatMap(value -> {
            try {
                if (value.isTextual()) {
                    return Optional.of(parser.apply(value.textValue()));
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                // the message names the form, which tells a client more than the parser does
            }
            refuse(field, message);
            return Optional.empty();
        });
    }

    /** The parser of the JDK fills up groups that are too short. */
    private static UUID wholeUuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("groups of other lengths");
        }
        return uuid;
    }

    /** Others sort wrongly as text on SQLite. */
    private static LocalDate withinYears(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("year out of range");
        }
        return date;
    }

    private boolean isText(String field, JsonNode value, int min, int max) {
        if (!value.isTextual()) {
            return invalid(field, "must be text");
        }
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            return invalid(field, "must have " + min + " to " + max + " characters, not " + length);
        }
        if (min > 0 && text.codePoints().allMatch(RequestObject::isSpace)) {
            return invalid(field, "must not be blank");
        }
        if (text.codePoints().anyMatch(RequestObject::isNoCharacter)) {
            return invalid(field, "must not contain U+0000 or half of a surrogate pair");
        }
        return true;
    }

    private boolean isInteger(String field, JsonNode value, long min, long max) {
        if (!value.isNumber()) {
            return invalid(field, "must be a whole number");
        }
        BigDecimal number = value.decimalValue();
        if (!isBetween(number, BigDecimal.valueOf(min), BigDecimal.valueOf(max))) {
            return invalid(field, "must be " + min + " to " + max);
        }
        if (digitsAfterPoint(number) > 0) {
            return invalid(field, "must be a whole number");
        }
        return true;
    }

    private boolean isDecimal(String field, JsonNode value, BigDecimal min, BigDecimal max, int scale) {
        if (!value.isNumber()) {
            return invalid(field, "must be a number");
        }
        if (!isBetween(value.decimalValue(), min, max)) {
            return invalid(field, "must be " + min.toPlainString() + " to " + max.toPlainString());
        }
        if (digitsAfterPoint(value.decimalValue()) > scale) {
            return invalid(field, "must have at most " + scale + " digits after the point");
        }
        return true;
    }

    private static boolean isBetween(BigDecimal number, BigDecimal min, BigDecimal max) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }

    private static int digitsAfterPoint(BigDecimal number) {
        return number.stripTrailingZeros().scale();
    }

    private static String names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    private boolean invalid(String field, String message) {
        refuse(field, message);
        return false;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** What databases cannot store: PostgreSQL takes no U+0000, and half of a pair has no encoding in UTF-8. */
    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static String shown(String name) {
        boolean isLong = name.codePointCount(0, name.length()) > MAX_FIELD_NAME;
        return isLong ? name.substring(0, name.offsetByCodePoints(0, MAX_FIELD_NAME)) + "\u2026" : name;
    }
}
