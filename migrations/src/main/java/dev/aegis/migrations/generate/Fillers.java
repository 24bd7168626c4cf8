package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.TableDefinition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a column whose values are lost, when it comes back and may not be null. */
final class Fillers {
    private static final Pattern FIRST_OF_LIST = Pattern.compile("\\bin\\s*\\(\\s*'((?:[^']|'')*)'");

    private Fillers() {}

    /** A constant in SQL: the default, else the first value that a check lists, else an empty one. */
    static String of(TableDefinition table, ColumnDefinition column, DatabaseEngine engine) {
        ColumnType type = column.type();
        if (column.defaultValue() != null) {
            return SchemaDdl.literal(type, column.defaultValue(), engine);
        }
        return table.checks().stream()
                .filter(check -> Involved.in(check, column.name()))
                .map(check -> FIRST_OF_LIST.matcher(check.expression()))
                .filter(Matcher::find)
                .map(list -> "'" + list.group(1) + "'")
                .findFirst()
                .orElseGet(() -> empty(type, engine));
    }

    private static String empty(ColumnType type, DatabaseEngine engine) {
        String value = switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL -> "0";
            case BOOLEAN -> "false";
            case VARCHAR, TEXT, BYTES -> "";
            case INSTANT -> "1970-01-01T00:00:00.000000Z";
            case DATE -> "1970-01-01";
            case UUID -> "00000000-0000-0000-0000-000000000000";
            case JSON -> "{}";
            case STRINGS -> "[]";
        };
        boolean isSqliteBytes = type.kind() == ColumnType.Kind.BYTES && engine == DatabaseEngine.SQLITE;
        return isSqliteBytes ? "x''" : SchemaDdl.literal(type, value, engine);
    }
}
