package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDdl;
import java.util.ArrayList;
import java.util.List;

/** Defaults of columns of strings: PostgreSQL writes {@code {"a","b"}}, models and SQLite {@code ["a","b"]}. */
final class StringArrays {
    private StringArrays() {}

    static String toPostgres(String json) {
        return SchemaDdl.literal(ColumnType.of(Kind.STRINGS), json, DatabaseEngine.POSTGRESQL);
    }

    static String toJson(String array) {
        String text = array.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new UnreadableSql("the default '" + Shown.of(array) + "' is no array of strings");
        }
        return SchemaDdl.defaultOf(elements(text.substring(1, text.length() - 1)));
    }

    private static List<String> elements(String inside) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                element.append(inside.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
        if (!inside.isBlank()) {
            elements.add(element.toString());
        }
        return elements;
    }
}
