package dev.aegis.migrations.generate;

import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.migrations.objects.IndexForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies statements, other than ALTER TABLE, to a schema. */
final class SqlFold {
    /** They change rows, rights or settings. */
    private static final Set<String> NOT_OF_THE_SCHEMA = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "select",
            "with",
            "values",
            "copy",
            "truncate",
            "comment",
            "grant",
            "revoke",
            "analyze",
            "vacuum",
            "cluster",
            "reindex",
            "refresh",
            "set",
            "reset",
            "pragma",
            "begin",
            "commit",
            "start",
            "end",
            "lock",
            "notify",
            "explain",
            "checkpoint");

    /** They are there beside the tables. */
    private static final Set<String> BESIDE_TABLES = Set.of(
            "view",
            "materialized",
            "recursive",
            "function",
            "procedure",
            "aggregate",
            "trigger",
            "constraint",
            "event",
            "extension",
            "sequence",
            "type",
            "domain",
            "schema",
            "policy",
            "role",
            "user",
            "group",
            "rule",
            "cast",
            "collation",
            "publication",
            "subscription",
            "statistics",
            "server",
            "operator",
            "language",
            "text",
            "access",
            "default",
            "database",
            "tablespace",
            "system",
            "or");

    private final SchemaBuilder schema;

    SqlFold(SchemaBuilder schema) {
        this.schema = schema;
    }

    void apply(String statement) {
        StatementReader reader = StatementReader.of(statement);
        if (reader.atEnd() || reader.atAnyOf(NOT_OF_THE_SCHEMA)) {
            return;
        }
        if (reader.accept("create")) {
            create(statement, reader);
        } else if (reader.accept("drop")) {
            drop(reader);
        } else if (reader.accept("alter", "table")) {
            new AlterTableFold(schema).apply(reader);
        } else if (reader.accept("alter", "index")) {
            alterIndex(reader);
        } else if (!reader.accept("alter") || !reader.atAnyOf(BESIDE_TABLES)) {
            throw new UnreadableSql();
        }
    }

    private void create(String statement, StatementReader reader) {
        boolean unique = reader.accept("unique");
        if (reader.accept("index")) {
            createIndex(statement, unique, reader);
            return;
        }
        boolean temporary = reader.accept("temp") || reader.accept("temporary");
        reader.accept("unlogged");
        if (reader.accept("table")) {
            if (!temporary) {
                createTable(reader);
            }
            return;
        }
        if (reader.accept("or", "replace")) {
            reader.accept("constraint");
        }
        if (!temporary && !reader.atAnyOf(BESIDE_TABLES)) {
            throw new UnreadableSql();
        }
    }

    private void createTable(StatementReader reader) {
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String name = reader.name();
        if (ifNotExists && schema.hasTable(name)) {
            return;
        }
        if (schema.isExternal(name)) {
            return;
        }
        TableReader table = new TableReader(schema.create(name));
        reader.group().items().forEach(table::element);
        if (!reader.atEnd()) {
            throw new UnreadableSql();
        }
    }

    private void createIndex(String statement, boolean unique, StatementReader reader) {
        reader.accept("concurrently");
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String name = reader.name();
        reader.expect("on");
        reader.accept("only");
        String tableName = reader.name();
        schema.table(tableName).ifPresent(table -> {
            if (IndexForm.isPlain(statement) && !(ifNotExists && table.hasIndex(name))) {
                addIndex(table, new IndexDefinition(name, columns(reader), unique, where(reader)));
            }
        });
    }

    private static List<String> columns(StatementReader reader) {
        reader.accept("using", "btree");
        List<String> columns = new ArrayList<>();
        for (StatementReader item : reader.group().items()) {
            columns.add(item.name());
        }
        return columns;
    }

    private static @Nullable String where(StatementReader reader) {
        return reader.accept("where") ? reader.text() : null;
    }

    /** No record can have one over a generated column. */
    private static void addIndex(TableBuilder table, IndexDefinition index) {
        if (!table.usesComputed(column -> Involved.in(index, column))) {
            table.add(index);
        }
    }

    private void drop(StatementReader reader) {
        if (reader.accept("table")) {
            boolean ifExists = reader.accept("if", "exists");
            names(reader).forEach(name -> schema.dropTable(name, ifExists));
        } else if (reader.accept("index")) {
            reader.accept("concurrently");
            reader.accept("if", "exists");
            names(reader).forEach(schema::dropIndex);
        } else if (!reader.atAnyOf(BESIDE_TABLES) && !reader.at("owned")) {
            throw new UnreadableSql();
        }
    }

    private static List<String> names(StatementReader reader) {
        List<String> names = new ArrayList<>();
        do {
            names.add(reader.name());
        } while (reader.accept(","));
        if (!reader.accept("cascade")) {
            reader.accept("restrict");
        }
        return names;
    }

    private void alterIndex(StatementReader reader) {
        reader.accept("if", "exists");
        String name = reader.name();
        if (reader.accept("rename", "to")) {
            schema.renameIndex(name, reader.name());
        }
    }
}
