package dev.aegis.migrations.drift;

import dev.aegis.migrations.sql.SqlForm;
import java.util.ArrayList;
import java.util.List;

/** What SQLite keeps of a table nowhere but in the text of its {@code CREATE TABLE}. */
record SqliteTableSql(List<Check> checks, boolean hasAutoincrement) {

    /** @param name the expression itself, if it has no name */
    record Check(String name, String expression) {}

    static SqliteTableSql of(String createTable) {
        List<String> tokens = SqlForm.tokens(createTable);
        List<Check> checks = new ArrayList<>();
        String name = "";
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth != 1) {
                continue;
            }
            if (token.equals("constraint")) {
                name = tokens.get(++i);
            } else if (token.equals("check")) {
                int close = SqlForm.closing(tokens, i + 1);
                String expression = SqlForm.expression(SqlForm.join(tokens.subList(i + 1, close + 1)));
                checks.add(new Check(name.isEmpty() ? expression : name, expression));
                name = "";
                i = close;
            } else if (isOtherConstraint(token)) {
                name = "";
            }
        }
        return new SqliteTableSql(List.copyOf(checks), tokens.contains("autoincrement"));
    }

    private static boolean isOtherConstraint(String token) {
        return switch (token) {
            case ",", "primary", "unique", "foreign", "references", "not", "default", "collate" -> true;
            default -> false;
        };
    }
}
