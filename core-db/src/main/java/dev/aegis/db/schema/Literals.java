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
            case INSTANT, DATE -> quoted(isPostgres ? withoutYearZero(value) : value);
            case VARCHAR, TEXT, UUID, JSON, BYTES -> quoted(value);
        };
    }

    /** The year 0 of ISO 8601 is the first one before Christ, which PostgreSQL knows by that name alone. */
    private static String withoutYearZero(String value) {
        return value.startsWith("0000-") ? "0001-" + value.substring(5) + " BC" : value;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
