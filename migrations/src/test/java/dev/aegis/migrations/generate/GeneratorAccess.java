package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What tests in other packages need of this one. */
public final class GeneratorAccess {
    private GeneratorAccess() {}

    /** A schema of models, written as the SQL that would lead to it. */
    public static SchemaDefinition schema(String... scripts) {
        return Schemas.schema(scripts);
    }

    /** The tables, each after those that it references. */
    public static SchemaDefinition ordered(Collection<TableDefinition> tables) {
        return Schemas.ordered(tables);
    }

    /** What the models want, and all tables and columns that there are. */
    public static SchemaDefinition keepingData(SchemaDefinition before, SchemaDefinition wanted) {
        return Targets.keepingData(before, wanted);
    }

    /** What turns one schema into another. */
    public static List<Difference> differences(SchemaDefinition before, SchemaDefinition after) {
        return SchemaDiff.between(before, after);
    }

    /** What there is, under the names that the hints of later models give it. */
    public static SchemaDefinition renamed(SchemaDefinition before, SchemaDefinition after) {
        return FormerNames.declared(before, after).applied(before);
    }

    /** What a table is called later. */
    public static String laterTable(SchemaDefinition before, SchemaDefinition after, String table) {
        return FormerNames.declared(before, after).laterTable(table);
    }

    /** What a column is called later. */
    public static String laterColumn(SchemaDefinition before, SchemaDefinition after, String table, String column) {
        return FormerNames.declared(before, after).laterColumn(table, column);
    }

    /** Whether a name stands in an expression. */
    public static boolean mentions(String expression, String name) {
        return SqlText.mentions(expression, name);
    }

    /** An expression with one name in place of another. */
    public static String rename(String expression, String from, String to) {
        return SqlText.rename(expression, from, to);
    }

    /** Rows for all tables; the names of the tables that stay empty. */
    public static Set<String> fill(
            Connection connection, DatabaseEngine engine, SchemaDefinition schema, int rows, Random random)
            throws SQLException {
        return new SampleRows(connection, engine, random).fill(schema, rows);
    }

    /** Deletes the rows that cannot become those of the schema after. */
    public static void keepFitting(
            Connection connection, DatabaseEngine engine, SchemaDefinition before, SchemaDefinition after)
            throws SQLException {
        new FittingRows(connection, engine, before, after).keep();
    }

    /** A value at or near the edges of a type, as the text of a default. */
    public static String value(ColumnType type, Random random) {
        return SampleValues.of(type, random);
    }

    /** A change of the schema that {@link #START} leads to. */
    public record Change(String name, String sql, boolean destructive) {}

    /** What the changes start from. */
    public static final String START = Evolution.START;

    /** All single changes that are tested. */
    public static List<Change> changes() {
        return Evolution.all().stream()
                .map(evolution -> new Change(evolution.name(), evolution.sql(), evolution.destructive()))
                .toList();
    }
}
