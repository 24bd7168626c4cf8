package dev.aegis.migrations.drift;

import dev.aegis.migrations.drift.CatalogueBuilder.Facts;
import dev.aegis.migrations.drift.CatalogueObject.Kind;
import dev.aegis.migrations.sql.SqlForm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables in a schema of PostgreSQL. */
final class PostgresCatalogue {
    private static final Pattern NUMBER = Pattern.compile("smallint|integer|bigint|numeric.*|double precision|real");

    /** Behind the definition of a constraint; they have columns of their own in the catalogue. */
    private static final Pattern ATTRIBUTES =
            Pattern.compile("( NOT VALID| DEFERRABLE| INITIALLY DEFERRED| INITIALLY IMMEDIATE)+$");

    private static final String TABLES_AND_COLUMNS = """
            select t.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                a.attnotnull as not_null, a.attidentity as identity, a.attgenerated as computed,
                pg_get_expr(d.adbin, d.adrelid) as value,
                (select c.collname from pg_collation c join pg_type p on p.oid = a.atttypid
                    where c.oid = a.attcollation and p.typcollation <> a.attcollation) as collation
            from pg_class t
            left join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
            where t.relnamespace = %s and t.relkind in ('r', 'p')
            """;

    private static final String CONSTRAINTS = """
            select t.relname as table_name, k.conname as name, k.contype as type,
                pg_get_constraintdef(k.oid, true) as definition,
                r.relname as referenced_table, k.confdeltype as on_delete, k.confupdtype as on_update,
                k.convalidated as validated, k.condeferrable as deferrable, k.condeferred as deferred,
                k.confmatchtype as match_type,
                (select string_agg(a.attname, ', ' order by part.place)
                    from unnest(k.conkey) with ordinality as part(number, place)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.number) as columns,
                (select string_agg(a.attname, ', ' order by part.place)
                    from unnest(k.confkey) with ordinality as part(number, place)
                    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = part.number) as referenced_columns
            from pg_constraint k
            join pg_class t on t.oid = k.conrelid
            left join pg_class r on r.oid = k.confrelid
            where t.relnamespace = %s and k.contype in ('p', 'u', 'f', 'c')
            """;

    private static final String INDEXES = """
            select t.relname as table_name, i.relname as name, x.indisunique as is_unique, x.indisvalid as is_valid,
                pg_get_indexdef(x.indexrelid) as definition, pg_get_expr(x.indpred, x.indrelid) as condition
            from pg_index x
            join pg_class i on i.oid = x.indexrelid
            join pg_class t on t.oid = x.indrelid
            where t.relnamespace = %s and t.relkind in ('r', 'p')
                and not exists (select from pg_constraint k
                    where k.conindid = x.indexrelid and k.conrelid = x.indrelid and k.contype in ('p', 'u'))
            """;

    private final Connection connection;
    private final String schema;
    private final CatalogueBuilder catalogue = new CatalogueBuilder();

    private PostgresCatalogue(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static Catalogue ofCurrentSchema(Connection connection) throws SQLException {
        return new PostgresCatalogue(connection, "(select oid from pg_namespace where nspname = current_schema())")
                .read();
    }

    /** The temporary tables of this connection. */
    static Catalogue ofTemporaryTables(Connection connection) throws SQLException {
        return new PostgresCatalogue(connection, "pg_my_temp_schema()").read();
    }

    /** In a transaction, or a part of one, that is undone: only so do all settings stay as they were. */
    private Catalogue read() throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        Savepoint before = connection.setSavepoint();
        try {
            readAll();
            return catalogue.build();
        } finally {
            connection.rollback(before);
            if (autoCommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void readAll() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Constants of timestamptz are shown in the time zone of the session.
            statement.execute("set local time zone 'UTC'");
        }
        each(TABLES_AND_COLUMNS, this::column);
        each(CONSTRAINTS, this::constraint);
        each(INDEXES, this::index);
    }

    private void each(String query, Rows row) throws SQLException {
        Rows.each(connection, query.formatted(schema), row);
    }

    private void column(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        catalogue.table(table);
        String name = row.getString("name");
        if (name == null) {
            return;
        }
        String type = type(row.getString("type"));
        catalogue.add(
                table,
                Kind.COLUMN,
                name,
                new Facts()
                        .with(Fact.TYPE, type)
                        .with(Fact.COLLATION, collation(row.getString("collation")))
                        .with(Fact.NULLABILITY, row.getBoolean("not_null"), "not null")
                        .with(Fact.DEFAULT, value(row.getString("value"), type, row.getString("computed")))
                        .with(Fact.GENERATION, identity(row.getString("identity"))));
    }

    private static @Nullable String collation(@Nullable String name) {
        return name == null ? null : "collate " + name;
    }

    private static String type(String name) {
        return name.replace("character varying", "varchar").replace("timestamp with time zone", "timestamptz");
    }

    private static @Nullable String identity(String code) {
        return switch (code) {
            case "d" -> "generated";
            case "a" -> "generated always";
            default -> null;
        };
    }

    private static @Nullable String value(@Nullable String expression, String type, String computed) {
        if (expression == null) {
            return null;
        }
        String value = SqlForm.postgresExpression(expression);
        return computed.isEmpty()
                ? "default " + SqlForm.defaultValue(value, NUMBER.matcher(type).matches())
                : "computed as (" + value + ")";
    }

    private void constraint(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        String name = row.getString("name");
        Facts facts = new Facts()
                .with(Fact.VALIDITY, !row.getBoolean("validated"), "not valid")
                .with(
                        Fact.DEFERRAL,
                        row.getBoolean("deferrable"),
                        row.getBoolean("deferred") ? "deferrable initially deferred" : "deferrable");
        String definition = ATTRIBUTES.matcher(row.getString("definition")).replaceFirst("");
        switch (row.getString("type")) {
            case "p" ->
                catalogue.add(
                        table,
                        Kind.PRIMARY_KEY,
                        "",
                        facts.with(Fact.NAME, "called " + name).with(Fact.COLUMNS, after("PRIMARY KEY ", definition)));
            case "u" -> catalogue.add(table, Kind.UNIQUE, name, facts.with(Fact.COLUMNS, after("UNIQUE ", definition)));
            case "f" -> catalogue.add(table, Kind.FOREIGN_KEY, name, reference(row, facts));
            default ->
                catalogue.add(
                        table,
                        Kind.CHECK,
                        name,
                        facts.with(Fact.CONDITION, SqlForm.postgresExpression(after("CHECK ", definition))));
        }
    }

    private static String after(String start, String definition) {
        return definition.substring(start.length());
    }

    private static Facts reference(ResultSet row, Facts facts) throws SQLException {
        return facts.with(Fact.COLUMNS, "(" + row.getString("columns") + ")")
                .with(
                        Fact.REFERENCE,
                        "references %s (%s)"
                                .formatted(row.getString("referenced_table"), row.getString("referenced_columns")))
                .with(Fact.MATCH, "f".equals(row.getString("match_type")), "match full")
                .with(Fact.ON_DELETE, action("on delete ", row.getString("on_delete")))
                .with(Fact.ON_UPDATE, action("on update ", row.getString("on_update")));
    }

    private static @Nullable String action(String event, String code) {
        return switch (code) {
            case "c" -> event + "cascade";
            case "n" -> event + "set null";
            case "d" -> event + "set default";
            case "r" -> event + "restrict";
            default -> null;
        };
    }

    private void index(ResultSet row) throws SQLException {
        String condition = row.getString("condition");
        String definition = Objects.requireNonNull(row.getString("definition"));
        String columns = definition.substring(definition.indexOf(" USING ") + " USING ".length());
        if (condition != null) {
            columns = columns.substring(0, columns.lastIndexOf(" WHERE " + condition));
        }
        catalogue.add(
                row.getString("table_name"),
                Kind.INDEX,
                row.getString("name"),
                new Facts()
                        .with(Fact.UNIQUENESS, row.getBoolean("is_unique"), "unique")
                        .with(Fact.COLUMNS, "(" + SqlForm.postgresExpression(columns.replaceFirst("^btree ", "")) + ")")
                        .with(Fact.WHERE, condition == null ? null : "where " + SqlForm.postgresExpression(condition))
                        .with(Fact.VALIDITY, !row.getBoolean("is_valid"), "not complete"));
    }
}
