package dev.aegis.migrations.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings SQL of one meaning, which engines and people write in several ways, into one form: letters in lower case, spaces
 * and parentheses only where needed, lists of constants in order.
 */
public final class SqlForm {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL puts casts into what it keeps, other ones when the type of a column was another one before. */
    private static final Pattern CAST = Pattern.compile(
            "::(character varying|text|bpchar|smallint|integer|bigint|numeric|double precision|boolean|jsonb|uuid|date"
                    + "|timestamp with time zone|bytea)(\\([0-9, ]+\\))?(\\[\\])?");

    private static final Pattern CONSTANT_WITH_CAST =
            Pattern.compile("('(?:[^']|'')*'|\\b[0-9][0-9.]*|\\])" + CAST.pattern());

    private static final Pattern TEXT_OR_OTHER = Pattern.compile("'(?:[^']|'')*'|[^']+");

    private static final Set<String> NO_SPACE_BEFORE = Set.of(")", ",", "]", "[", ".", "::");
    private static final Set<String> NO_SPACE_AFTER = Set.of("(", "[", ".", "::");
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Words before a parenthesis that is not that of a function. */
    private static final Set<String> OPERATORS = Set.of(
            "all", "and", "any", "between", "case", "else", "in", "is", "like", "not", "or", "then", "when", "where");

    private SqlForm() {}

    /** An expression in its form. */
    public static String expression(String sql) {
        return join(Lists.inOneForm(IdleParentheses.removed(tokens(sql))));
    }

    /**
     * Whether two conditions, as people write them, mean the same by their form. A cast of a constant makes no
     * difference: PostgreSQL adds some.
     */
    public static boolean isSame(String one, String other) {
        return expression(withoutCastsOfConstants(one)).equals(expression(withoutCastsOfConstants(other)));
    }

    /** As {@link #expression}, of what PostgreSQL says. */
    public static String postgresExpression(String sql) {
        return expression(withoutCasts(sql));
    }

    /** A default; a number in one form, however it was written. */
    public static String defaultValue(String expression, boolean isNumber) {
        if (isNumber) {
            try {
                String digits = expression.replace("'", "").replace(" ", "");
                BigDecimal value = new BigDecimal(digits);
                return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
            } catch (NumberFormatException e) {
                return expression;
            }
        }
        return expression;
    }

    public static List<String> tokens(String sql) {
        return SqlLexer.tokens(sql).stream().map(SqlForm::form).toList();
    }

    public static String join(List<String> tokens) {
        StringBuilder joined = new StringBuilder();
        String before = "(";
        for (String token : tokens) {
            boolean isCall = token.equals("(") && isFunction(before);
            if (!isCall && !NO_SPACE_AFTER.contains(before) && !NO_SPACE_BEFORE.contains(token)) {
                joined.append(' ');
            }
            joined.append(token);
            before = token;
        }
        return joined.toString();
    }

    static boolean isFunction(String token) {
        return WORD.matcher(token).matches() && !OPERATORS.contains(token);
    }

    private static String form(SqlToken token) {
        boolean isQuotedWithoutNeed = token.kind() == SqlToken.Kind.QUOTED_NAME
                && PLAIN_NAME.matcher(token.text()).matches();
        String text = isQuotedWithoutNeed ? token.text() : token.lowerCaseSource();
        return text.equals("!=") ? "<>" : text.equals("==") ? "=" : text;
    }

    /** Where the parenthesis that opens at an index is closed. */
    public static int closing(List<String> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private static String withoutCastsOfConstants(String sql) {
        return CONSTANT_WITH_CAST.matcher(sql).replaceAll("$1");
    }

    private static String withoutCasts(String sql) {
        return TEXT_OR_OTHER
                .matcher(sql)
                .results()
                .map(MatchResult::group)
                .map(part -> part.startsWith("'") ? part : CAST.matcher(part).replaceAll(""))
                .collect(Collectors.joining());
    }
}
