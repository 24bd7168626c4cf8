package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether rows that are filled with a constant of a column's new type could become those of its former type again. */
final class FittingConstant {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(?:[eE][+-]?[0-9]+)?");
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");

    private FittingConstant() {}

    /**
     * Whether a value fits; an expression of which that cannot be told does.
     *
     * @param isExpression whether it is SQL, and not the text of a default
     */
    static boolean isFitting(@Nullable String value, boolean isExpression, ColumnType former) {
        Optional<String> constant = isExpression ? constant(value) : Optional.ofNullable(value);
        return constant.map(text -> isFitting(text, former)).orElse(true);
    }

    private static Optional<String> constant(@Nullable String expression) {
        String text = expression == null ? "" : expression.strip();
        Matcher literal = TEXT.matcher(text);
        return literal.matches()
                ? Optional.of(literal.group(1).replace("''", "'"))
                : Optional.of(text).filter(NUMBER.asMatchPredicate());
    }

    private static boolean isFitting(String text, ColumnType former) {
        return switch (former.kind()) {
            case SMALLINT -> isInteger(text, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> isInteger(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> isInteger(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case VARCHAR -> text.codePointCount(0, text.length()) <= former.size();
            case DECIMAL -> isDecimal(text, former);
            default -> true;
        };
    }

    private static boolean isInteger(String text, long least, long greatest) {
        return number(text)
                .filter(number -> number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(greatest)) <= 0)
                .isPresent();
    }

    private static boolean isDecimal(String text, ColumnType type) {
        return number(text)
                .map(BigDecimal::stripTrailingZeros)
                .filter(number -> number.scale() <= type.scale()
                        && number.precision() - number.scale() <= type.size() - type.scale())
                .isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
