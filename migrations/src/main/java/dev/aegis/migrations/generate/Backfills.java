package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaHints;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands in rows that have no value, once a column may not be null. */
final class Backfills {
    private static final Pattern BYTES = Pattern.compile("(?i)\\bx'([0-9a-f]*)'");

    private Backfills() {}

    /** SQL for the value: what the model says for rows that exist, else the default. */
    static Optional<String> find(String table, ColumnDefinition column, SchemaHints hints, DatabaseEngine engine) {
        return hints.backfill(table, column.name())
                .map(expression -> "(" + inOwnForm(expression, column, engine) + ")")
                .or(() -> Optional.ofNullable(column.defaultValue())
                        .map(value -> SchemaDdl.literal(column.type(), value, engine)));
    }

    /** A constant of bytes is one of bits on PostgreSQL. */
    private static String inOwnForm(String expression, ColumnDefinition column, DatabaseEngine engine) {
        return column.type().kind() == Kind.BYTES && engine == DatabaseEngine.POSTGRESQL
                ? BYTES.matcher(expression).replaceAll("decode('$1', 'hex')")
                : expression;
    }

    /** As {@link #find}, where {@link Refusals} has seen that there is one. */
    static String value(String table, ColumnDefinition column, SchemaHints hints, DatabaseEngine engine) {
        return find(table, column, hints, engine).orElse("null");
    }
}
