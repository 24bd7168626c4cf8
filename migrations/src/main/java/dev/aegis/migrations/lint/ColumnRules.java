package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.TableAction.AddColumn;
import dev.aegis.migrations.sql.TableAction.ChangeType;
import dev.aegis.migrations.sql.TableColumn;
import dev.aegis.migrations.sql.TableConstraint;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** New and changed columns of existing tables. */
final class ColumnRules {
    /** Functions that give every row of one statement the same value: they are computed once, the table stays. */
    private static final Set<String> CONSTANT_FUNCTIONS = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_setting",
            "to_timestamp",
            "make_date",
            "make_interval",
            "make_timestamptz",
            "date_trunc",
            "timezone",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "concat",
            "lower",
            "upper",
            "md5",
            "decode",
            "json_build_object",
            "jsonb_build_object",
            "json_build_array",
            "jsonb_build_array",
            "cast",
            "date",
            "interval",
            "numeric",
            "varchar",
            "char",
            "decimal");

    static final List<Rule> RULES = List.of(
            new Rule(
                    "volatile-default",
                    "each row needs a value of its own, so the whole table is written anew, locked against reading",
                    "add the column without a default, set the default in a second change, fill the old rows in batches",
                    changeset -> added(changeset, ColumnRules::hasVolatileDefault)),
            new Rule(
                    "not-null-without-default",
                    "it fails as soon as the table has a row, and running programs that insert without the column fail",
                    "give it a default, or add it nullable and see set-not-null",
                    changeset -> added(changeset, ColumnRules::isRequiredWithoutDefault)),
            new Rule(
                    "auto-increment-column",
                    "the whole table is written anew, locked against reading",
                    "make a new table with the column and move the rows, or add a plain column and number it in batches",
                    changeset -> added(
                            changeset,
                            column -> column.identity() || column.type().isSerial())),
            new Rule(
                    "stored-generated-column",
                    "the whole table is written anew, locked against reading",
                    "compute it in the query or in a view, or add a plain column, kept by a trigger, filled in batches",
                    changeset -> added(changeset, TableColumn::storedGenerated)),
            new Rule(
                    "column-type",
                    "the whole table is written anew, locked against reading, and running programs expect the old type",
                    "add a column of the new type, write both, fill it in batches, read the new one, drop the old one"
                            + " (only a wider varchar or numeric is free)",
                    changeset -> changeset.onExisting(
                            ChangeType.class,
                            (table, change) -> isFree(changeset, table, change)
                                    ? Stream.empty()
                                    : Stream.of(label(table, change)))));

    private ColumnRules() {}

    private static Stream<String> added(LintedChangeset changeset, Predicate<TableColumn> bad) {
        return changeset.onExisting(
                AddColumn.class,
                (table, add) -> bad.test(add.column())
                        ? Stream.of(table + "." + add.column().name())
                        : Stream.empty());
    }

    private static boolean hasVolatileDefault(TableColumn column) {
        SqlReader reader = new SqlReader(column.defaultValue());
        while (!reader.atEnd()) {
            String name = reader.name();
            if (!name.isEmpty() && reader.at("(") && !CONSTANT_FUNCTIONS.contains(name.replace("pg_catalog.", ""))) {
                return true;
            }
            if (name.isEmpty()) {
                reader.skip();
            }
        }
        return false;
    }

    private static boolean isRequiredWithoutDefault(TableColumn column) {
        boolean required = column.notNull() || column.has(TableConstraint.Kind.PRIMARY_KEY);
        boolean filled = !column.defaultValue().isEmpty()
                || column.identity()
                || column.storedGenerated()
                || column.type().isSerial();
        return required && !filled;
    }

    private static boolean isFree(LintedChangeset changeset, String table, ChangeType change) {
        return !change.using()
                && changeset
                        .before()
                        .typeOf(table, change.column())
                        .filter(type -> type.widensTo(change.type()))
                        .isPresent();
    }

    private static String label(String table, ChangeType change) {
        return table + "." + change.column() + " to " + change.type();
    }
}
