package dev.aegis.migrations.sql;

import java.util.List;

/** A statement of SQL, as far as the rules have to know it. Names are without quotes and without {@code public}. */
public sealed interface Statement {

    /** A new table; {@code parent} is the one that it is a partition of, or empty. */
    record CreateTable(
            String table,
            boolean ifNotExists,
            List<TableColumn> columns,
            List<TableConstraint> constraints,
            String parent)
            implements Statement {}

    record AlterTable(String table, List<TableAction> actions) implements Statement {}

    /** A new index; its name is empty if the server is to find one. Without its partitions a table has no rows. */
    record CreateIndex(String name, String table, boolean concurrently, boolean ifNotExists, boolean withoutPartitions)
            implements Statement {}

    /** Another new object; the kind is in lower case, as in {@code materialized view}. */
    record Create(String kind, String name) implements Statement {}

    /** Objects that go; the kind is in lower case, as in {@code materialized view}. */
    record Drop(String kind, List<String> names, boolean concurrently, boolean ifExists, boolean cascade)
            implements Statement {}

    /** A new name for anything but a table or its columns. */
    record Rename(String kind, String name) implements Statement {}

    record Truncate(List<String> tables, boolean cascade) implements Statement {}

    record LockTable(List<String> tables) implements Statement {}

    /**
     * Rows that change.
     *
     * @param verb {@code insert}, {@code update}, {@code delete}, {@code merge}
     * @param scan whether it may touch any number of rows: all but an INSERT of given values
     * @param everyRow whether it is an UPDATE or a DELETE without WHERE
     */
    record ChangeRows(String verb, String table, boolean scan, boolean everyRow) implements Statement {}

    /** SET and RESET, whose value is {@code default}. */
    record Setting(String name, String value, boolean local) implements Statement {}

    /** The begin or the end of a transaction, by its first word. */
    record TransactionControl(String word) implements Statement {}

    /** The command is {@code vacuum}, {@code vacuum full}, {@code cluster}, {@code reindex} or {@code refresh}. */
    record Maintenance(String command, String name, boolean concurrently) implements Statement {}

    record AddEnumValue(String type, String value) implements Statement {}

    record RenameEnumValue(String type, String value) implements Statement {}

    record AddDomainConstraint(String domain, TableConstraint constraint) implements Statement {}

    /** Something that runs code which cannot be read here: {@code do}, {@code call}. */
    record Opaque(String what) implements Statement {}

    /** Anything else, by its first words. */
    record Other(String verb, String kind) implements Statement {}
}
