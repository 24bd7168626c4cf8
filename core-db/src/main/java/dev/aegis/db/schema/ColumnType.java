package dev.aegis.db.schema;

import dev.aegis.db.DatabaseEngine;

/**
 * The type of a column, whichever the engine.
 *
 * @param size characters of a {@link Kind#VARCHAR}, digits of a {@link Kind#DECIMAL}; otherwise 0
 * @param scale digits after the point of a {@link Kind#DECIMAL}; otherwise 0
 */
public record ColumnType(Kind kind, int size, int scale) {

    /** What there is, and what each engine calls it. */
    public enum Kind {
        SMALLINT("smallint", "smallint"),
        INTEGER("integer", "integer"),
        BIGINT("bigint", "bigint"),
        DOUBLE("double precision", "double precision"),
        BOOLEAN("boolean", "boolean"),
        /** SQLite would make a binary fraction of it: it is kept as decimal text there. */
        DECIMAL("numeric(%d,%d)", "text"),
        VARCHAR("varchar(%d)", "varchar(%d)"),
        TEXT("text", "text"),
        /** Microseconds; on SQLite ISO 8601 in UTC. */
        INSTANT("timestamptz", "text"),
        DATE("date", "text"),
        UUID("uuid", "text"),
        JSON("jsonb", "text"),
        /** A list of strings; on SQLite a JSON array. */
        STRINGS("text[]", "text"),
        BYTES("bytea", "blob");

        private final String postgresql;
        private final String sqlite;

        Kind(String postgresql, String sqlite) {
            this.postgresql = postgresql;
            this.sqlite = sqlite;
        }
    }

    /** A type that needs no size. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    /** Text of at most {@code length} characters, from 1. */
    public static ColumnType varchar(int length) {
        return new ColumnType(Kind.VARCHAR, length, 0);
    }

    /** A number of {@code precision} digits, from 1, of which {@code scale}, from 0, come after the point. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /** What the engine calls it, as in {@code CREATE TABLE}. */
    public String sql(DatabaseEngine engine) {
        String name = engine == DatabaseEngine.POSTGRESQL ? kind.postgresql : kind.sqlite;
        return name.formatted(size, scale);
    }
}
