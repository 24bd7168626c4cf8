package dev.aegis.db.schema;

import dev.aegis.db.DatabaseEngine;

/** Constants in SQL. */
final class Literals {
    private Literals() {}

    static String of(String value, ColumnType type, DatabaseEngine engine) {
        boolean isPostgres = engine == DatabaseEngine.POSTGRESQL;
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, DOUBLE, BOOLEAN -> value;
            case DECIMAL -> isPostgres ? value : quoted(value);
            case STRINGS -> quoted(isPostgres ? StringList.toPostgres(value) : value);
            case VARCHAR, TEXT, INSTANT, DATE, UUID, JSON, BYTES -> quoted(value);
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
