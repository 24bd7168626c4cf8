package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType.Kind;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.SchemaDdl;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.TableDefinition;
import dev.aegis.db.schema.UniqueConstraint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deletes the rows of a scratch database that a migration has to fail on: those that a new condition, key, reference or
 * NOT NULL does not allow. For one thread and one connection, which commits each statement.
 */
final class FittingRows {
    /** The only one of its names on SQLite that no column of a model can have. */
    private static final String ROW_ID = "_rowid_";

    private final Connection connection;
    private final DatabaseEngine engine;
    private final FormerNames formerNames;
    private final SchemaDefinition before;
    private final SchemaDefinition after;

    FittingRows(Connection connection, DatabaseEngine engine, SchemaDefinition before, SchemaDefinition after) {
        this.connection = connection;
        this.engine = engine;
        this.formerNames = FormerNames.declared(before, after);
        this.before = formerNames.applied(before);
        this.after = after;
    }

    /** Leaves the rows that can become those of the schema after, by way of what a migration drops last. */
    void keep() throws SQLException {
        keep(Targets.keepingData(before, after));
        keep(after);
    }

    private void keep(SchemaDefinition next) throws SQLException {
        for (int round = 0; round < 3; round++) {
            for (TableDefinition table : next.tables()) {
                Optional<TableDefinition> old = before.table(table.name());
                if (old.isPresent() && !old.get().equals(table)) {
                    for (String condition : conditions(old.get(), table, next)) {
                        delete(table.name(), condition);
                    }
                }
            }
        }
    }

    private List<String> conditions(TableDefinition old, TableDefinition table, SchemaDefinition next) {
        String rows = projection(old, table);
        List<String> conditions = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            if (!column.nullable() && old.column(column.name()).isPresent()) {
                conditions.add("select rid__ from (%s) q where %s is null".formatted(rows, column.name()));
            }
        }
        for (CheckConstraint check : table.checks()) {
            conditions.add("select rid__ from (%s) q where not (%s)".formatted(rows, check.expression()));
        }
        for (UniqueConstraint unique : table.uniques()) {
            conditions.add(duplicates(rows, unique.columns(), "true"));
        }
        for (IndexDefinition index : table.indexes()) {
            if (index.unique()) {
                conditions.add(duplicates(rows, index.columns(), index.where() == null ? "true" : index.where()));
            }
        }
        if (!table.primaryKey().equals(old.primaryKey())) {
            conditions.add(duplicates(rows, table.primaryKey(), "true"));
        }
        for (ForeignKeyConstraint reference : table.foreignKeys()) {
            conditions.add(withoutParent(rows, reference, next));
        }
        return conditions;
    }

    private static String duplicates(String rows, List<String> columns, String where) {
        String list = String.join(", ", columns);
        String known = columns.stream().map(column -> column + " is not null").collect(Collectors.joining(" and "));
        return ("select rid__ from (select rid__, row_number() over (partition by %s order by rid__) n__ from (%s) q"
                        + " where (%s) and %s) z where n__ > 1")
                .formatted(list, rows, where, known);
    }

    private String withoutParent(String rows, ForeignKeyConstraint reference, SchemaDefinition next) {
        String column = reference.columns().get(0);
        Optional<TableDefinition> parent = before.table(reference.referencedTable());
        TableDefinition parentAfter = next.table(reference.referencedTable()).orElseThrow();
        if (parent.isEmpty()) {
            return "select rid__ from (%s) q where %s is not null".formatted(rows, column);
        }
        return "select rid__ from (%s) q where %s is not null and not exists (select 1 from (%s) p where p.%s = q.%2$s)"
                .formatted(
                        rows,
                        column,
                        projection(parent.get(), parentAfter),
                        reference.referencedColumns().get(0));
    }

    /** The rows as they will be. */
    private String projection(TableDefinition old, TableDefinition table) {
        String columns = table.columns().stream()
                .map(column -> value(old, column) + " as " + column.name())
                .collect(Collectors.joining(", "));
        return "select rid__, %s from (%s) r".formatted(columns, renamed(old));
    }

    /** The rows as they are, under the names that their columns get. */
    private String renamed(TableDefinition old) {
        String columns = old.columns().stream()
                .map(column -> formerNames.formerColumn(old.name(), column.name()) + " as " + column.name())
                .collect(Collectors.joining(", "));
        return "select %s as rid__, %s from %s"
                .formatted(
                        engine == DatabaseEngine.SQLITE ? ROW_ID : "ctid",
                        columns,
                        formerNames.formerTable(old.name()));
    }

    private String value(TableDefinition old, ColumnDefinition column) {
        Optional<ColumnDefinition> existing = old.column(column.name());
        String given = column.nullable()
                ? defaultValue(column)
                : Backfills.find(old.name(), column, after.hints(), engine).orElse("null");
        String value = existing.isEmpty() ? given : column.name();
        if (existing.isPresent() && existing.get().nullable() && !column.nullable()) {
            value = "coalesce(" + value + ", " + given + ")";
        }
        if (engine == DatabaseEngine.POSTGRESQL) {
            return "(" + value + ")::" + column.type().sql(engine);
        }
        boolean asText = column.type().kind() == Kind.TEXT || column.type().kind() == Kind.DECIMAL;
        return asText ? "cast(" + value + " as text)" : value;
    }

    private String defaultValue(ColumnDefinition column) {
        return column.defaultValue() == null ? "null" : SchemaDdl.literal(column.type(), column.defaultValue(), engine);
    }

    private void delete(String table, String ids) throws SQLException {
        List<String> doomed;
        try {
            doomed = query(ids);
        } catch (SQLException e) {
            return; // the condition does not fit the values of today: the migration has to tell
        }
        if (doomed.isEmpty()) {
            return;
        }
        String delete = engine == DatabaseEngine.SQLITE
                ? "delete from %s where %s in (%s)"
                        .formatted(formerNames.formerTable(table), ROW_ID, String.join(", ", doomed))
                : "delete from %s where ctid in ('%s')"
                        .formatted(formerNames.formerTable(table), String.join("', '", doomed));
        try {
            execute(delete);
        } catch (SQLException e) {
            List<TableDefinition> all = new ArrayList<>(before.tables());
            Collections.reverse(all);
            for (TableDefinition other : all) {
                execute("delete from " + formerNames.formerTable(other.name()));
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    values.add(result.getString(1));
                }
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
