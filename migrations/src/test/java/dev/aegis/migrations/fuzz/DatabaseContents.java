package dev.aegis.migrations.fuzz;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a database holds, the history of its migrations included, as lines. They are equal only if nothing was changed: on
 * PostgreSQL they have the identity of each object and the version of each row, on SQLite the number of changes of the schema.
 */
final class DatabaseContents {
    private static final List<String> OF_SQLITE =
            List.of("select * from sqlite_master order by rootpage, name", "pragma schema_version");

    private static final List<String> OF_POSTGRES = Stream.of(
                    "oid, relname, relkind, relfilenode from pg_class where relnamespace = %s",
                    "attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attisdropped, attidentity"
                            + " from pg_attribute join pg_class c on c.oid = attrelid where relnamespace = %s",
                    "d.oid, pg_get_expr(adbin, adrelid) from pg_attrdef d join pg_class c on c.oid = adrelid"
                            + " where relnamespace = %s",
                    "oid, conname, convalidated, pg_get_constraintdef(oid) from pg_constraint where connamespace = %s",
                    "indexrelid, indisvalid, pg_get_indexdef(indexrelid)"
                            + " from pg_index join pg_class c on c.oid = indexrelid where relnamespace = %s")
            .map(query -> "select " + query.formatted("'public'::regnamespace") + " order by 1, 2")
            .toList();

    private DatabaseContents() {}

    static List<String> of(FuzzDatabase database) throws SQLException {
        boolean isSqlite = database.engine() == DatabaseEngine.SQLITE;
        List<String> lines = new ArrayList<>();
        for (String query : isSqlite ? OF_SQLITE : OF_POSTGRES) {
            lines.addAll(rows(database.connection(), query));
        }
        String tables = isSqlite
                ? "select name from sqlite_master where type = 'table' order by name"
                : "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')"
                        + " order by relname";
        for (String table : database.query(tables)) {
            lines.add(table);
            String version = isSqlite ? "" : "ctid, xmin, ";
            lines.addAll(rows(
                    database.connection(),
                    "select " + version + "* from \"" + table.replace("\"", "\"\"") + "\" order by 1"));
        }
        return lines;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(text(result.getObject(column)));
                }
                rows.add(String.join(" | ", values));
            }
        }
        return rows;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : value.getClass().getSimpleName() + " " + value;
    }
}
