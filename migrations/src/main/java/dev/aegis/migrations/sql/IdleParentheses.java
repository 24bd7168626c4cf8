package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parentheses that change nothing on either engine: where the two rank operators differently, they stay. */
final class IdleParentheses {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
    private static final Set<String> PREDICATES = Set.of("is", "in", "like", "between");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");

    /** How tightly an expression holds together, from the loosest. */
    private enum Rank {
        OR,
        AND,
        NOT,
        COMPARISON,
        ARITHMETIC,
        UNKNOWN
    }

    private final List<String> tokens;

    private IdleParentheses(List<String> tokens) {
        this.tokens = new ArrayList<>(tokens);
    }

    static List<String> removed(List<String> tokens) {
        IdleParentheses parentheses = new IdleParentheses(tokens);
        parentheses.remove();
        return parentheses.tokens;
    }

    private void remove() {
        for (int open = tokens.size() - 1; open >= 0; open--) {
            int close = tokens.get(open).equals("(") ? SqlForm.closing(tokens, open) : -1;
            if (close > 0 && isIdle(open, close)) {
                tokens.remove(close);
                tokens.remove(open);
            }
        }
    }

    private boolean isIdle(int open, int close) {
        if (close == open + 1) {
            return false;
        }
        String left = open == 0 ? "" : tokens.get(open - 1);
        String right = close + 1 == tokens.size() ? "" : tokens.get(close + 1);
        boolean isAll = open == 0 && right.isEmpty();
        boolean isDoubled = left.equals("(") && right.equals(")");
        boolean isAroundOne = close == open + 2 && !isCallOrList(left);
        return isAll || isDoubled || isAroundOne || isLooserOutside(open, close, left, right);
    }

    private static boolean isCallOrList(String before) {
        return SqlForm.isFunction(before) || Set.of("in", "any", "all").contains(before);
    }

    private boolean isLooserOutside(int open, int close, String left, String right) {
        if (isInBetween(open, close)) {
            return false;
        }
        boolean leftIsEdge = isEdge(open);
        boolean rightIsEdge = right.isEmpty() || right.equals(")");
        return switch (rank(open, close)) {
            case OR -> (leftIsEdge || left.equals("or")) && (rightIsEdge || right.equals("or"));
            case AND, NOT -> (leftIsEdge || isJunction(left)) && (rightIsEdge || isJunction(right));
            case COMPARISON ->
                (leftIsEdge || isJunction(left) || left.equals("not")) && (rightIsEdge || isJunction(right));
            case ARITHMETIC ->
                (leftIsEdge || isJunction(left) || left.equals("not") || COMPARISONS.contains(left))
                        && (rightIsEdge || isJunction(right) || COMPARISONS.contains(right));
            case UNKNOWN -> false;
        };
    }

    /** Whether nothing stands before it in parentheses of its own; not in a call or a list. */
    private boolean isEdge(int open) {
        return open == 0 || (tokens.get(open - 1).equals("(") && (open == 1 || !isCallOrList(tokens.get(open - 2))));
    }

    private static boolean isJunction(String token) {
        return token.equals("and") || token.equals("or");
    }

    /** The word {@code and} of BETWEEN joins no conditions. */
    private boolean isInBetween(int open, int close) {
        int depth = 0;
        for (int i = open - 1; i >= 0 && depth >= 0; i--) {
            depth += tokens.get(i).equals(")") ? 1 : tokens.get(i).equals("(") ? -1 : 0;
            if (depth == 0 && tokens.get(i).equals("between")) {
                return true;
            }
        }
        return rankOf(open, close, Set.of("between"));
    }

    private Rank rank(int open, int close) {
        if (rankOf(open, close, Set.of("case"))) {
            return Rank.UNKNOWN;
        }
        if (rankOf(open, close, Set.of("or"))) {
            return Rank.OR;
        }
        if (rankOf(open, close, Set.of("and"))) {
            return Rank.AND;
        }
        if (tokens.get(open + 1).equals("not")) {
            return Rank.NOT;
        }
        if (rankOf(open, close, COMPARISONS) || rankOf(open, close, PREDICATES)) {
            return Rank.COMPARISON;
        }
        boolean isArithmetic = rankOf(open, close, ARITHMETIC)
                && !rankOf(open, close, Set.of("||", "::", "collate", "<<", ">>", "&", "|", "~"));
        return isArithmetic ? Rank.ARITHMETIC : Rank.UNKNOWN;
    }

    /** Whether one of these stands in it, outside of other parentheses. */
    private boolean rankOf(int open, int close, Set<String> words) {
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0 && words.contains(tokens.get(i))) {
                return true;
            }
        }
        return false;
    }
}
