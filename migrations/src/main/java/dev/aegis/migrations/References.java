package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which tables refer to which: those of a database, and what changesets that are not applied yet make of them. Of a table
 * that loses something in between nothing is known any more. Not thread-safe.
 */
final class References {
    private static final String OF_POSTGRES = """
            select child.relname, parent.relname from pg_constraint
              join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
              where contype = 'f' and parent.relnamespace = (select oid from pg_namespace where nspname = current_schema())""";
    private static final String OF_SQLITE =
            "select m.name, f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'";

    private final DatabaseEngine engine;
    private final Map<String, Set<String>> parents = new HashMap<>();

    private References(DatabaseEngine engine) {
        this.engine = engine;
    }

    /** As they are now. */
    static References in(Connection connection, DatabaseEngine engine) throws SQLException {
        References references = new References(engine);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(engine == DatabaseEngine.SQLITE ? OF_SQLITE : OF_POSTGRES)) {
            while (row.next()) {
                references.of(plain(row.getString(1))).add(plain(row.getString(2)));
            }
        }
        return references;
    }

    private Set<String> of(String table) {
        return parents.computeIfAbsent(table, key -> new HashSet<>());
    }

    /** The other tables that refer to this one for certain. */
    List<String> to(String table) {
        String parent = plain(table);
        return parents.entrySet().stream()
                .filter(child ->
                        !child.getKey().equals(parent) && child.getValue().contains(parent))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Goes on by what a changeset executes. */
    void add(List<String> statements) {
        statements.forEach(statement -> execute(SqlLexer.tokens(statement, engine)));
    }

    private void execute(List<SqlToken> tokens) {
        SqlReader reader = new SqlReader(tokens);
        if (reader.accept("drop", "table")) {
            reader.accept("if", "exists");
            reader.names().forEach(table -> parents.remove(plain(table)));
        } else if (reader.accept("create", "table")) {
            reader.accept("if", "not", "exists");
            addReferences(plain(reader.name()), reader);
        } else if (reader.accept("alter", "table")) {
            reader.accept("if", "exists");
            reader.accept("only");
            alter(plain(reader.name()), reader);
        }
    }

    private void alter(String table, SqlReader reader) {
        if (reader.accept("rename", "to")) {
            String renamed = plain(reader.name());
            Set<String> own = parents.remove(table);
            parents.put(renamed, own == null ? new HashSet<>() : own);
            parents.values().stream().filter(all -> all.remove(table)).forEach(all -> all.add(renamed));
            return;
        }
        if (reader.rest().stream().anyMatch(token -> token.text().equals("drop"))) {
            parents.remove(table);
        }
        addReferences(table, reader);
    }

    private void addReferences(String table, SqlReader reader) {
        while (!reader.atEnd()) {
            if (reader.accept("references")) {
                of(table).add(plain(reader.name()));
            } else {
                reader.skip();
            }
        }
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
