package dev.aegis.migrations.proof;

import dev.aegis.migrations.proof.SchemaObject.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What there is in the current schema of PostgreSQL, known by its object identifiers. */
final class PostgresObjects {
    private static final String SELECT = """
            with relations as (
              select oid, relname, relkind from pg_class
                where relnamespace = (select oid from pg_namespace where nspname = current_schema()))
            select 'table', oid::text, relname, relname, '{}'::text[] from relations where relkind in ('r', 'p')
            union all
            select 'view', oid::text, '', relname, '{}' from relations where relkind in ('v', 'm')
            union all
            select 'column', attrelid || '.' || attnum, relname, attname, '{}'
              from pg_attribute join relations on relations.oid = attrelid
              where relkind in ('r', 'p') and attnum > 0 and not attisdropped
            union all
            select 'index', indexrelid::text, tables.relname, indexes.relname,
                case when indexprs is null and indpred is null then array(
                  select attname::text from pg_attribute where attrelid = indrelid and attnum = any (indkey)) else '{}' end
              from pg_index
              join relations tables on tables.oid = indrelid
              join pg_class indexes on indexes.oid = indexrelid
            union all
            select 'constraint', pg_constraint.oid::text, relname, conname,
                array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any (conkey))
              from pg_constraint join relations on relations.oid = conrelid where contype in ('c', 'f', 'p', 'u', 'x')
            union all
            select 'trigger', pg_trigger.oid::text, relname, tgname, '{}'
              from pg_trigger join relations on relations.oid = tgrelid where not tgisinternal
            union all
            select 'policy', pg_policy.oid::text, relname, polname, '{}'
              from pg_policy join relations on relations.oid = polrelid""";

    private PostgresObjects() {}

    static List<SchemaObject> read(Connection connection) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT)) {
            while (row.next()) {
                Kind kind = Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                objects.add(new SchemaObject(
                        kind + " " + row.getString(2),
                        kind,
                        row.getString(3),
                        row.getString(4),
                        texts(row.getArray(5)),
                        ""));
            }
        }
        return objects;
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
