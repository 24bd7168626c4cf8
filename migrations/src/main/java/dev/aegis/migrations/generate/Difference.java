package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;

/**
 * One thing in which a schema is to become another. All that concerns a table which is new, or no longer wanted, is in
 * the difference of the table.
 */
public sealed interface Difference {

    /** The name of the table that it is about. */
    String table();

    /** One line for people. */
    default String text() {
        return DifferenceText.of(this);
    }

    /** A new table. */
    record TableAdded(TableDefinition definition) implements Difference {
        @Override
        public String table() {
            return definition.name();
        }
    }

    /** A table that no model has; its rows would be lost. */
    record TableDropped(TableDefinition definition) implements Difference {
        @Override
        public String table() {
            return definition.name();
        }
    }

    /** A table that the model names by its former name. */
    record TableRenamed(String table, String from) implements Difference {}

    /** A column that the model names by its former name. */
    record ColumnRenamed(String table, String from, String to) implements Difference {}

    /** A new column. */
    record ColumnAdded(String table, ColumnDefinition column) implements Difference {}

    /** A column that the model does not have; its values would be lost. */
    record ColumnDropped(String table, ColumnDefinition column) implements Difference {}

    /** Another type. */
    record TypeChanged(String table, ColumnDefinition before, ColumnDefinition after) implements Difference {}

    /** Another default, the first one, or none any more. */
    record DefaultChanged(String table, ColumnDefinition before, ColumnDefinition after) implements Difference {}

    /** A column that may be null now. */
    record NotNullDropped(String table, ColumnDefinition after) implements Difference {}

    /** A column that may be null no longer. */
    record NotNullAdded(String table, ColumnDefinition after) implements Difference {}

    /** Another primary key, or another way to get its value. */
    record KeyChanged(TableDefinition before, TableDefinition after) implements Difference {
        /** Whether it is more than who gives the value. */
        boolean hasOtherColumns() {
            return !before.primaryKey().equals(after.primaryKey());
        }

        @Override
        public String table() {
            return after.name();
        }
    }

    /** Another name of the primary key's constraint, which only PostgreSQL knows. */
    record KeyRenamed(String table, String before, String after) implements Difference {}

    /** A new unique constraint. */
    record UniqueAdded(String table, UniqueConstraint unique) implements Difference {}

    /** A unique constraint that the model does not have. */
    record UniqueDropped(String table, UniqueConstraint unique) implements Difference {}

    /** A new foreign key. */
    record ForeignKeyAdded(String table, ForeignKeyConstraint foreignKey) implements Difference {}

    /** A foreign key that the model does not have. */
    record ForeignKeyDropped(String table, ForeignKeyConstraint foreignKey) implements Difference {}

    /** A new check. */
    record CheckAdded(String table, CheckConstraint check) implements Difference {}

    /** A check that the model does not have. */
    record CheckDropped(String table, CheckConstraint check) implements Difference {}

    /** A new index. */
    record IndexAdded(String table, IndexDefinition index) implements Difference {}

    /** An index that the model does not have. */
    record IndexDropped(String table, IndexDefinition index) implements Difference {}
}
