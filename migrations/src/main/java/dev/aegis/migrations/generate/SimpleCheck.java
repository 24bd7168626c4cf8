package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.migrations.sql.SqlToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A condition that compares one column with constants, as {@code x > 0 and x <> 7} or {@code kind in ('A', 'B')}: which values
 * meet it can be told without a database.
 */
final class SimpleCheck {
    private static final Set<Kind> NUMBERS =
            Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL, Kind.DOUBLE);

    /** Texts in these forms have the order of what they mean. */
    private static final Map<Kind, Pattern> FORMS = Map.of(
            Kind.DATE, Pattern.compile("\\d{4}-\\d\\d-\\d\\d"),
            Kind.INSTANT, Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z"));

    private static final Pattern ANY = Pattern.compile("(?s).*");

    private static final Set<Kind> TEXTS = Set.of(Kind.TEXT, Kind.VARCHAR, Kind.UUID);
    private static final Set<String> EQUALITIES = Set.of("=", "<>", "!=");

    private final ColumnDefinition column;
    private final List<Predicate<String>> conditions = new ArrayList<>();
    private final List<String> constants = new ArrayList<>();

    private SimpleCheck(ColumnDefinition column) {
        this.column = column;
    }

    /** Empty if the condition is not of this kind. */
    static Optional<SimpleCheck> read(CheckConstraint check, ColumnDefinition column) {
        SimpleCheck simple = new SimpleCheck(column);
        try {
            StatementReader reader = StatementReader.of(check.expression());
            simple.conjunction(reader);
            return reader.atEnd() ? Optional.of(simple) : Optional.empty();
        } catch (UnreadableSql e) {
            // It says more than constants can tell.
            return Optional.empty();
        }
    }

    boolean allows(String value) {
        return conditions.stream().allMatch(condition -> condition.test(value));
    }

    /** What it compares with, in the form of defaults. */
    List<String> constants() {
        return constants;
    }

    private void conjunction(StatementReader reader) {
        do {
            if (reader.at("(")) {
                StatementReader group = reader.group();
                conjunction(group);
                requireEnd(group);
            } else {
                condition(reader);
            }
        } while (reader.accept("and"));
    }

    private void condition(StatementReader reader) {
        if (!reader.name().equals(column.name())) {
            throw new UnreadableSql();
        }
        if (reader.accept("is", "not", "null")) {
            return;
        }
        if (reader.accept("in")) {
            List<String> listed = new ArrayList<>();
            for (StatementReader item : reader.group().items()) {
                listed.add(constant(item));
                requireEnd(item);
            }
            conditions.add(value -> listed.stream().anyMatch(other -> isEqual(value, other)));
        } else if (reader.accept("between")) {
            compare(constant(reader), ">=");
            reader.expect("and");
            compare(constant(reader), "<=");
        } else {
            String operator = reader.next().text();
            compare(constant(reader), operator);
        }
    }

    private static void requireEnd(StatementReader reader) {
        if (!reader.atEnd()) {
            throw new UnreadableSql();
        }
    }

    private String constant(StatementReader reader) {
        boolean isNegative = reader.accept("-");
        SqlToken token = reader.next();
        boolean isNumber = NUMBERS.contains(column.type().kind());
        if (token.kind() != (isNumber ? SqlToken.Kind.NUMBER : SqlToken.Kind.STRING)) {
            throw new UnreadableSql();
        }
        String constant = isNegative ? "-" + token.text() : token.text();
        if (isNumber) {
            requireNumber(constant);
        } else if (!FORMS.getOrDefault(column.type().kind(), ANY)
                .matcher(constant)
                .matches()) {
            throw new UnreadableSql();
        }
        constants.add(constant);
        return constant;
    }

    private static void requireNumber(String constant) {
        try {
            new BigDecimal(constant);
        } catch (NumberFormatException e) {
            throw (UnreadableSql) new UnreadableSql().initCause(e);
        }
    }

    private void compare(String constant, String operator) {
        IntPredicate order = switch (operator) {
            case "=" -> sign -> sign == 0;
            case "<>", "!=" -> sign -> sign != 0;
            case "<" -> sign -> sign < 0;
            case "<=" -> sign -> sign <= 0;
            case ">" -> sign -> sign > 0;
            case ">=" -> sign -> sign >= 0;
            default -> throw new UnreadableSql();
        };
        Kind kind = column.type().kind();
        boolean isComparable = NUMBERS.contains(kind)
                || FORMS.containsKey(kind)
                || (TEXTS.contains(kind) && EQUALITIES.contains(operator));
        if (!isComparable) {
            throw new UnreadableSql();
        }
        conditions.add(value -> order.test(order(value, constant)));
    }

    private boolean isEqual(String one, String other) {
        return order(one, other) == 0;
    }

    private int order(String one, String other) {
        return NUMBERS.contains(column.type().kind())
                ? new BigDecimal(one).compareTo(new BigDecimal(other))
                : one.compareTo(other);
    }
}
