package dev.aegis.migrations.sql;

import java.util.ArrayList;
import java.util.List;

/** Lists of constants: as one condition of the word IN, in alphabetical order. */
final class Lists {
    private Lists() {}

    static List<String> inOneForm(List<String> tokens) {
        List<String> form = new ArrayList<>(tokens);
        replaceArrays(form, List.of("=", "any"), List.of("in"));
        replaceArrays(form, List.of("<>", "all"), List.of("not", "in"));
        for (int i = 0; i + 1 < form.size(); i++) {
            if (form.get(i).equals("in") && form.get(i + 1).equals("(")) {
                order(form, i);
            }
        }
        return form;
    }

    /** {@code = any (array[…])} is how PostgreSQL keeps {@code in (…)}. */
    private static void replaceArrays(List<String> tokens, List<String> operator, List<String> replacement) {
        List<String> start = new ArrayList<>(operator);
        start.addAll(List.of("(", "array", "["));
        for (int i = 0; i + start.size() < tokens.size(); i++) {
            int open = i + operator.size();
            if (!tokens.subList(i, i + start.size()).equals(start)) {
                continue;
            }
            int close = SqlForm.closing(tokens, open);
            if (tokens.get(close - 1).equals("]")) {
                tokens.remove(close - 1);
                tokens.subList(open + 1, open + 3).clear();
                tokens.subList(i, open).clear();
                tokens.addAll(i, replacement);
            }
        }
    }

    /** One constant alone is the same as an equation. */
    private static void order(List<String> tokens, int in) {
        int open = in + 1;
        int close = SqlForm.closing(tokens, open);
        List<String> constants = constants(tokens.subList(open + 1, close));
        if (constants.isEmpty()) {
            return;
        }
        boolean isNegated = in > 0 && tokens.get(in - 1).equals("not");
        if (constants.size() == 1) {
            tokens.subList(isNegated ? in - 1 : in, close + 1).clear();
            tokens.addAll(isNegated ? in - 1 : in, List.of(isNegated ? "<>" : "=", constants.get(0)));
            return;
        }
        List<String> list = new ArrayList<>();
        constants.stream().sorted().distinct().forEach(constant -> list.addAll(List.of(",", constant)));
        tokens.subList(open + 1, close).clear();
        tokens.addAll(open + 1, list.subList(1, list.size()));
    }

    /** Empty if something else is among them. */
    private static List<String> constants(List<String> tokens) {
        List<String> constants = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean isSeparator = i % 2 == 1;
            String token = tokens.get(i);
            if (isSeparator ? !token.equals(",") : !token.matches("(?s)'.*'|[0-9].*")) {
                return List.of();
            }
            if (!isSeparator) {
                constants.add(token);
            }
        }
        return tokens.size() % 2 == 1 ? constants : List.of();
    }
}
