package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** Columns that differ from another in one thing. */
final class Columns {
    private Columns() {}

    static ColumnDefinition named(ColumnDefinition c, String name) {
        return new ColumnDefinition(name, c.type(), c.nullable(), c.generated(), c.defaultValue());
    }

    static ColumnDefinition typed(ColumnDefinition c, ColumnType type) {
        return new ColumnDefinition(c.name(), type, c.nullable(), c.generated(), c.defaultValue());
    }

    static ColumnDefinition nullable(ColumnDefinition c, boolean nullable) {
        return new ColumnDefinition(c.name(), c.type(), nullable, c.generated(), c.defaultValue());
    }

    static ColumnDefinition generated(ColumnDefinition c, boolean generated) {
        return new ColumnDefinition(c.name(), c.type(), c.nullable(), generated, c.defaultValue());
    }

    static ColumnDefinition defaulted(ColumnDefinition c, @Nullable String defaultValue) {
        return new ColumnDefinition(c.name(), c.type(), c.nullable(), c.generated(), defaultValue);
    }
}
