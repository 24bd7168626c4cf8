package dev.aegis.migrations.sql;

/** One of the things that an ALTER TABLE does. */
public sealed interface TableAction {

    record AddColumn(TableColumn column) implements TableAction {}

    record DropColumn(String column, boolean cascade) implements TableAction {}

    /** A new type; {@code using} tells whether an expression converts the values. */
    record ChangeType(String column, DataType type, boolean using) implements TableAction {}

    record SetNotNull(String column) implements TableAction {}

    record AddConstraint(TableConstraint constraint) implements TableAction {}

    record ValidateConstraint(String name) implements TableAction {}

    record DropConstraint(String name, boolean cascade) implements TableAction {}

    record RenameColumn(String column, String newName) implements TableAction {}

    record RenameTable(String newName) implements TableAction {}

    record DetachPartition(String partition, boolean concurrently) implements TableAction {}

    record DisableTrigger(String trigger) implements TableAction {}

    /** Makes PostgreSQL write the whole table anew, as {@code set logged} does. */
    record Rewrite(String what) implements TableAction {}

    record OtherAction(String what) implements TableAction {}
}
