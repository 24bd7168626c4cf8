package dev.aegis.migrations.proof;

import dev.aegis.migrations.proof.SchemaObject.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What there is in a SQLite database, known by its names. */
final class SqliteObjects {
    private static final String OBJECTS = """
            select type, name, tbl_name, coalesce(sql, '') as sql
            from sqlite_master
            where name not like 'sqlite!_%' escape '!' and lower(name) <> 'databasechangelog'""";

    private SqliteObjects() {}

    static List<SchemaObject> read(Connection connection) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OBJECTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Kind kind = Kind.valueOf(row.getString("type").toUpperCase(Locale.ROOT));
                String name = row.getString("name");
                objects.add(object(
                        kind,
                        kind == Kind.VIEW ? "" : row.getString("tbl_name"),
                        name,
                        kind == Kind.INDEX ? plainColumns(connection, name) : List.of(),
                        row.getString("sql")));
                if (kind == Kind.TABLE) {
                    columns(connection, name)
                            .forEach(column -> objects.add(object(Kind.COLUMN, name, column, List.of(), "")));
                }
            }
        }
        return objects;
    }

    private static SchemaObject object(Kind kind, String table, String name, List<String> columns, String sql) {
        return new SchemaObject(identity(kind, table, name), kind, table, name, columns, sql);
    }

    private static String identity(Kind kind, String table, String name) {
        return (kind + " " + (kind == Kind.COLUMN ? table + "." : "") + name).toLowerCase(Locale.ROOT);
    }

    /** All columns of a table, also computed ones. */
    static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, "select name from pragma_table_xinfo(?) order by cid", table);
    }

    /** Those of an index that has no expression and no condition. */
    private static List<String> plainColumns(Connection connection, String index) throws SQLException {
        List<String> columns = texts(connection, "select name from pragma_index_info(?) order by seqno", index);
        boolean isPartial = !texts(
                        connection,
                        "select 1 from sqlite_master m, pragma_index_list(m.tbl_name) l"
                                + " where m.name = ?1 and l.name = ?1 and l.partial",
                        index)
                .isEmpty();
        return isPartial || columns.contains("") ? List.of() : columns;
    }

    private static List<String> texts(Connection connection, String query, String parameter) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(Objects.requireNonNullElse(row.getString(1), ""));
                }
            }
        }
        return texts;
    }
}
