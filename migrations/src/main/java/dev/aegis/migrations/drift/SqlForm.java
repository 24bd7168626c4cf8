package dev.aegis.migrations.drift;

import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings SQL of one meaning, which engines and people write in several ways, into one form. */
final class SqlForm {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL puts casts into what it keeps, other ones when the type of a column was another one before. */
    private static final Pattern CAST = Pattern.compile(
            "::(character varying|text|bpchar|smallint|integer|bigint|numeric|double precision|boolean|jsonb|uuid|date"
                    + "|timestamp with time zone|bytea)(\\([0-9, ]+\\))?(\\[\\])?");

    private static final Pattern TEXT_OR_OTHER = Pattern.compile("'(?:[^']|'')*'|[^']+");

    private static final Set<String> NO_SPACE_BEFORE = Set.of(")", ",", "]", "[", ".", "::");
    private static final Set<String> NO_SPACE_AFTER = Set.of("(", "[", ".", "::");
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Words before a parenthesis that is not that of a function. */
    private static final Set<String> OPERATORS = Set.of(
            "all", "and", "any", "between", "case", "else", "in", "is", "like", "not", "or", "then", "when", "where");

    private SqlForm() {}

    /** Small letters, one space where one belongs, no quotation marks and parentheses without need. */
    static String expression(String sql) {
        List<String> tokens = withoutIdleParentheses(tokens(sql));
        boolean isInParentheses =
                tokens.size() > 2 && tokens.get(0).equals("(") && closing(tokens, 0) == tokens.size() - 1;
        return join(isInParentheses ? tokens.subList(1, tokens.size() - 1) : tokens);
    }

    /** As {@link #expression}, of what PostgreSQL says. */
    static String postgresExpression(String sql) {
        return expression(withoutCasts(sql));
    }

    /** A default; a number in one form, however it was written. */
    static String defaultValue(String expression, boolean isNumber) {
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

    static List<String> tokens(String sql) {
        return SqlLexer.tokens(sql).stream().map(SqlForm::form).toList();
    }

    static String join(List<String> tokens) {
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

    private static boolean isFunction(String token) {
        return WORD.matcher(token).matches() && !OPERATORS.contains(token);
    }

    /** Without those around one name or constant, and those directly inside of others. */
    private static List<String> withoutIdleParentheses(List<String> tokens) {
        List<String> left = new ArrayList<>(tokens);
        for (int open = left.size() - 1; open >= 0; open--) {
            int close = left.get(open).equals("(") ? closing(left, open) : -1;
            if (close > 0 && isIdle(left, open, close)) {
                left.remove(close);
                left.remove(open);
            }
        }
        return left;
    }

    private static boolean isIdle(List<String> tokens, int open, int close) {
        boolean isDoubled = open > 0
                && tokens.get(open - 1).equals("(")
                && close + 1 < tokens.size()
                && tokens.get(close + 1).equals(")");
        boolean isAroundOne = close == open + 2 && (open == 0 || !isCallOrList(tokens.get(open - 1)));
        return isDoubled || isAroundOne;
    }

    private static boolean isCallOrList(String before) {
        return isFunction(before) || Set.of("in", "any", "all").contains(before);
    }

    private static String form(SqlToken token) {
        boolean isQuotedWithoutNeed = token.kind() == SqlToken.Kind.QUOTED_NAME
                && PLAIN_NAME.matcher(token.text()).matches();
        return isQuotedWithoutNeed ? token.text() : token.lowerCaseSource();
    }

    /** Where the parenthesis that opens at an index is closed. */
    static int closing(List<String> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
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
