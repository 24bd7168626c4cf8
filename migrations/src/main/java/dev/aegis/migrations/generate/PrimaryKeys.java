package dev.aegis.migrations.generate;

import dev.aegis.db.schema.TableDefinition;

/** Names on the way from one primary key to another. */
final class PrimaryKeys {
    private PrimaryKeys() {}

    /** Of the index that becomes another primary key, until it does. */
    static String temporaryNameOf(TableDefinition table) {
        return "aegis_%08x_pkey".formatted(table.name().hashCode());
    }
}
