package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.UniqueConstraint;

/** Which columns a part of a table cannot be without. */
final class Involved {
    private Involved() {}

    static boolean in(UniqueConstraint unique, String column) {
        return unique.columns().contains(column);
    }

    static boolean in(ForeignKeyConstraint key, String column) {
        return key.columns().contains(column);
    }

    static boolean in(CheckConstraint check, String column) {
        return SqlText.mentions(check.expression(), column);
    }

    static boolean in(IndexDefinition index, String column) {
        return index.columns().contains(column) || (index.where() != null && SqlText.mentions(index.where(), column));
    }
}
