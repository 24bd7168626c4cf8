package dev.aegis.migrations.drift;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.drift.CatalogueBuilder.Facts;
import dev.aegis.migrations.drift.CatalogueObject.Kind;
import dev.aegis.migrations.objects.ChangelogObjects;
import dev.aegis.migrations.objects.SideObject;
import dev.aegis.migrations.sql.SqlForm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of a SQLite database. */
final class SqliteCatalogue {
    private final Connection connection;
    private final CatalogueBuilder catalogue = new CatalogueBuilder();

    SqliteCatalogue(Connection connection) {
        this.connection = connection;
    }

    Catalogue read() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        each(
                "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite!_%' escape '!'",
                row -> tables.put(row.getString("name"), row.getString("sql")));
        for (Map.Entry<String, String> table : tables.entrySet()) {
            catalogue.table(table.getKey());
            readTable(table.getKey(), SqliteTableSql.of(table.getValue()));
            sqlOnly(table.getKey(), ChangelogObjects.ofTable(DatabaseEngine.SQLITE, table.getValue()));
        }
        return catalogue.build();
    }

    private void readTable(String table, SqliteTableSql sql) throws SQLException {
        List<String> key = primaryKey(table);
        each(
                "select name, type, \"notnull\" as not_null, dflt_value, pk, hidden from pragma_table_xinfo(?)",
                row -> column(table, row, key, sql),
                table);
        if (!key.isEmpty()) {
            catalogue.add(table, Kind.PRIMARY_KEY, "", new Facts().with(Fact.COLUMNS, inParentheses(key)));
        }
        foreignKeys(table);
        indexes(table);
        sql.checks()
                .forEach(check -> catalogue.add(
                        table, Kind.CHECK, check.name(), new Facts().with(Fact.CONDITION, check.expression())));
    }

    /** What stands in the text of a table, and the engine tells by no pragma. */
    private void sqlOnly(String table, List<SideObject> objects) {
        for (SideObject object : objects) {
            switch (object.kind()) {
                case OPTION -> catalogue.add(table, Kind.OPTION, object.name(), new Facts());
                case COLLATION -> catalogue.addFact(table, Kind.COLUMN, object.name(), Fact.COLLATION, object.sql());
                case DEFERRAL -> deferral(table, object);
                default -> {
                    // told by a pragma, or without effect
                }
            }
        }
    }

    /** SQLite takes {@code match full} and does nothing. */
    private void deferral(String table, SideObject object) {
        int deferrable = object.sql().indexOf("deferrable");
        if (deferrable >= 0) {
            catalogue.addFact(
                    table,
                    Kind.FOREIGN_KEY,
                    object.name(),
                    Fact.DEFERRAL,
                    object.sql().substring(deferrable));
        }
    }

    private List<String> primaryKey(String table) throws SQLException {
        List<String> key = new ArrayList<>();
        each(
                "select name from pragma_table_info(?) where pk > 0 order by pk",
                row -> key.add(row.getString("name")),
                table);
        return key;
    }

    private void column(String table, ResultSet row, List<String> key, SqliteTableSql sql) throws SQLException {
        String name = row.getString("name");
        String type = type(Objects.requireNonNullElse(row.getString("type"), ""));
        boolean isRowId = key.equals(List.of(name)) && "integer".equalsIgnoreCase(row.getString("type"));
        catalogue.add(
                table,
                Kind.COLUMN,
                name,
                new Facts()
                        .with(Fact.TYPE, type)
                        .with(Fact.NULLABILITY, isRowId || row.getBoolean("not_null"), "not null")
                        .with(Fact.DEFAULT, value(row.getString("dflt_value"), type))
                        .with(Fact.GENERATION, generation(isRowId && sql.hasAutoincrement(), row.getInt("hidden"))));
    }

    private static @Nullable String generation(boolean isNumbered, int hidden) {
        return isNumbered ? "generated" : hidden == 0 ? null : "computed";
    }

    /** The declared type, but integers and fractions of any size are the same to SQLite. */
    private static String type(String declared) {
        String type = declared.toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([(),]) ?", "$1");
        if (type.contains("int")) {
            return "integer";
        }
        return type.contains("real") || type.contains("floa") || type.contains("doub") ? "double precision" : type;
    }

    private static @Nullable String value(@Nullable String expression, String type) {
        if (expression == null) {
            return null;
        }
        String value = SqlForm.expression(expression);
        if (type.equals("boolean")) {
            value = value.equals("1") ? "true" : value.equals("0") ? "false" : value;
        }
        boolean isNumber = Set.of("integer", "double precision").contains(type);
        return "default " + SqlForm.defaultValue(value, isNumber);
    }

    private void foreignKeys(String table) throws SQLException {
        Map<Integer, Reference> references = new LinkedHashMap<>();
        each(
                """
                select id, "table" as referenced, "from" as source, "to" as target, on_delete, on_update
                from pragma_foreign_key_list(?) order by id, seq""",
                row -> references
                        .computeIfAbsent(row.getInt("id"), id -> new Reference(new ArrayList<>(), new ArrayList<>()))
                        .add(row),
                table);
        for (Reference reference : references.values()) {
            if (reference.targets.contains(null)) {
                reference.targets.clear();
                reference.targets.addAll(primaryKey(reference.table));
            }
            catalogue.add(table, Kind.FOREIGN_KEY, inParentheses(reference.sources), reference.facts());
        }
    }

    private static final class Reference {
        private final List<String> sources;
        private final List<@Nullable String> targets;
        private String table = "";
        private String onDelete = "";
        private String onUpdate = "";

        Reference(List<String> sources, List<@Nullable String> targets) {
            this.sources = sources;
            this.targets = targets;
        }

        void add(ResultSet row) throws SQLException {
            table = row.getString("referenced");
            onDelete = row.getString("on_delete");
            onUpdate = row.getString("on_update");
            sources.add(row.getString("source"));
            targets.add(row.getString("target"));
        }

        Facts facts() {
            return new Facts()
                    .with(Fact.REFERENCE, "references %s %s".formatted(table, inParentheses(targets)))
                    .with(Fact.ON_DELETE, action("on delete ", onDelete))
                    .with(Fact.ON_UPDATE, action("on update ", onUpdate));
        }

        private static @Nullable String action(String event, String action) {
            return action.equals("NO ACTION") ? null : event + action.toLowerCase(Locale.ROOT);
        }
    }

    private void indexes(String table) throws SQLException {
        List<String> ofConstraints = new ArrayList<>();
        each(
                """
                select l.name, l."unique" as is_unique, l.origin, m.sql
                from pragma_index_list(?) l left join sqlite_master m on m.type = 'index' and m.name = l.name""",
                row -> {
                    if ("c".equals(row.getString("origin"))) {
                        catalogue.add(table, Kind.INDEX, row.getString("name"), index(row));
                    } else if ("u".equals(row.getString("origin"))) {
                        ofConstraints.add(row.getString("name"));
                    }
                },
                table);
        for (String index : ofConstraints) {
            List<String> columns = new ArrayList<>();
            each(
                    "select name from pragma_index_info(?) order by seqno",
                    row -> columns.add(row.getString("name")),
                    index);
            catalogue.add(table, Kind.UNIQUE, inParentheses(columns), new Facts());
        }
    }

    private static Facts index(ResultSet row) throws SQLException {
        List<String> tokens = SqlForm.tokens(Objects.requireNonNull(row.getString("sql")));
        int open = tokens.indexOf("(");
        int close = SqlForm.closing(tokens, open);
        boolean hasCondition = close + 1 < tokens.size();
        return new Facts()
                .with(Fact.UNIQUENESS, row.getBoolean("is_unique"), "unique")
                .with(Fact.COLUMNS, "(" + SqlForm.expression(SqlForm.join(tokens.subList(open, close + 1))) + ")")
                .with(
                        Fact.WHERE,
                        hasCondition
                                ? "where " + SqlForm.expression(SqlForm.join(tokens.subList(close + 2, tokens.size())))
                                : null);
    }

    private static String inParentheses(List<? extends @Nullable String> names) {
        return "(" + String.join(", ", names) + ")";
    }

    private void each(String query, Rows row, String... parameters) throws SQLException {
        Rows.each(connection, query, row, parameters);
    }
}
