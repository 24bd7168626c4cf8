package dev.aegis.migrations.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of Liquibase.
 *
 * @param name such as {@code createTable}
 * @param attributes in the order in which they are written: texts, numbers, booleans, lists and maps of them
 */
record ChangeTree(String name, Map<String, Object> attributes) {

    /**
     * One statement, which nothing else cuts into pieces: Liquibase takes a backslash before a quotation mark for more than a
     * backslash, and SQLite's driver executes the first statement of a text alone.
     */
    static ChangeTree sql(String statement) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("splitStatements", false);
        attributes.put("sql", Parameters.kept(statement));
        return new ChangeTree("sql", attributes);
    }

    /** Each statement as a change of its own. */
    static List<ChangeTree> sql(List<String> statements) {
        return statements.stream().map(ChangeTree::sql).toList();
    }

    /** The precondition that a table is as a changeset left it. */
    static ChangeTree tableUnchanged(String table, String since) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("tableName", table);
        attributes.put("since", since);
        return new ChangeTree("tableUnchanged", attributes);
    }

    /** SQL that says which tables and indexes it is about, and no more of what it does. */
    String outline() {
        Object table = attributes.get("tableName");
        return switch (name) {
            case "sql" -> String.valueOf(attributes.get("sql"));
            case "createTable" -> "create table " + table;
            case "dropTable" -> "drop table " + table;
            case "createIndex" -> "create index " + attributes.get("indexName") + " on " + table;
            case "renameTable" ->
                "alter table " + attributes.get("oldTableName") + " rename to " + attributes.get("newTableName");
            default -> "alter table " + table;
        };
    }
}
