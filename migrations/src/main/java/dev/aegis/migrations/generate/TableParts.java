package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.TableDefinition;
import java.util.List;

/** Tables that differ from another in one part. */
final class TableParts {
    private TableParts() {}

    static TableDefinition withColumns(TableDefinition t, List<ColumnDefinition> columns) {
        return new TableDefinition(
                t.name(),
                columns,
                t.primaryKey(),
                t.primaryKeyName(),
                t.uniques(),
                t.foreignKeys(),
                t.checks(),
                t.indexes());
    }

    static TableDefinition withForeignKeys(TableDefinition t, List<ForeignKeyConstraint> foreignKeys) {
        return new TableDefinition(
                t.name(),
                t.columns(),
                t.primaryKey(),
                t.primaryKeyName(),
                t.uniques(),
                foreignKeys,
                t.checks(),
                t.indexes());
    }
}
