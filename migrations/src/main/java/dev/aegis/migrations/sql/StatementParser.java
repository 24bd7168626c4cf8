package dev.aegis.migrations.sql;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.sql.Statement.AddDomainConstraint;
import dev.aegis.migrations.sql.Statement.AddEnumValue;
import dev.aegis.migrations.sql.Statement.ChangeRows;
import dev.aegis.migrations.sql.Statement.Create;
import dev.aegis.migrations.sql.Statement.CreateIndex;
import dev.aegis.migrations.sql.Statement.CreateTable;
import dev.aegis.migrations.sql.Statement.Drop;
import dev.aegis.migrations.sql.Statement.LockTable;
import dev.aegis.migrations.sql.Statement.Maintenance;
import dev.aegis.migrations.sql.Statement.Opaque;
import dev.aegis.migrations.sql.Statement.Other;
import dev.aegis.migrations.sql.Statement.Rename;
import dev.aegis.migrations.sql.Statement.RenameEnumValue;
import dev.aegis.migrations.sql.Statement.Setting;
import dev.aegis.migrations.sql.Statement.TransactionControl;
import dev.aegis.migrations.sql.Statement.Truncate;
import java.util.ArrayList;
import java.util.List;

/** Turns SQL into statements. What the rules do not ask about becomes an {@code Other}; nothing is refused. */
final class StatementParser {
    private StatementParser() {}

    /**
     * The statements of a script, by PostgreSQL's rules.
     *
     * @throws UnreadableSqlException if a quote or a comment does not end
     */
    static List<Statement> parse(String sql) {
        return SqlScript.statements(sql, DatabaseEngine.POSTGRESQL).stream()
                .map(statement -> statement(new SqlReader(SqlLexer.tokens(statement))))
                .toList();
    }

    private static Statement statement(SqlReader reader) {
        if (reader.accept("create")) {
            return create(reader);
        }
        if (reader.accept("alter")) {
            return alter(reader);
        }
        if (reader.accept("drop")) {
            return drop(reader);
        }
        String verb = reader.next();
        return switch (verb) {
            case "truncate" -> truncate(reader);
            case "lock" -> lock(reader);
            case "insert", "update", "delete", "merge" -> changeRows(verb, reader);
            case "with" -> with(reader);
            case "set" -> set(reader);
            case "reset" -> new Setting(reader.next(), "default", false);
            case "begin", "start", "commit", "end", "rollback", "abort", "prepare" -> transaction(verb, reader);
            case "vacuum" -> vacuum(reader);
            case "cluster" -> new Maintenance("cluster", last(reader), false);
            case "reindex" -> reindex(reader);
            case "refresh" -> refresh(reader);
            case "do", "call" -> new Opaque(verb);
            case "select" -> select(reader);
            default -> new Other(verb, reader.next());
        };
    }

    private static Statement create(SqlReader reader) {
        reader.accept("or", "replace");
        reader.accept("unique");
        if (reader.accept("index")) {
            return createIndex(reader);
        }
        reader.acceptAnyOf("global", "local");
        boolean temporary = reader.acceptAnyOf("temporary", "temp");
        reader.accept("unlogged");
        if (reader.accept("table")) {
            Statement table = createTable(reader);
            return temporary ? new Other("create", "temporary table") : table;
        }
        String kind = kind(reader);
        reader.accept("if", "not", "exists");
        return new Create(kind, reader.name());
    }

    private static Statement createIndex(SqlReader reader) {
        boolean concurrently = reader.accept("concurrently");
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String name = reader.at("on") ? "" : reader.name();
        reader.accept("on");
        boolean withoutPartitions = reader.accept("only");
        return new CreateIndex(name, reader.name(), concurrently, ifNotExists, withoutPartitions);
    }

    private static Statement createTable(SqlReader reader) {
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String table = reader.name();
        String parent = reader.accept("partition", "of") ? reader.name() : "";
        List<TableColumn> columns = new ArrayList<>();
        List<TableConstraint> constraints = new ArrayList<>();
        if (reader.at("(")) {
            for (SqlReader item : SqlReader.items(reader.group())) {
                if (TableDefinitionParser.atTableConstraint(item)) {
                    constraints.add(TableDefinitionParser.constraint(item));
                } else if (!item.at("like") && !item.atEnd()) {
                    columns.add(TableDefinitionParser.column(item));
                }
            }
        }
        return new CreateTable(table, ifNotExists, List.copyOf(columns), List.copyOf(constraints), parent);
    }

    private static Statement alter(SqlReader reader) {
        reader.accept("foreign");
        if (reader.accept("table")) {
            return AlterTableParser.parse(reader);
        }
        String kind = kind(reader);
        reader.accept("if", "exists");
        String name = reader.name();
        if (kind.equals("type") && reader.accept("add", "value")) {
            reader.accept("if", "not", "exists");
            return new AddEnumValue(name, reader.next());
        }
        if (kind.equals("type") && reader.accept("rename", "value")) {
            return new RenameEnumValue(name, reader.next());
        }
        if (kind.equals("domain") && reader.accept("add")) {
            return new AddDomainConstraint(name, TableDefinitionParser.constraint(reader));
        }
        return reader.at("rename", "to") ? new Rename(kind, name) : new Other("alter", kind);
    }

    private static Statement drop(SqlReader reader) {
        String kind = kind(reader);
        boolean concurrently = reader.accept("concurrently");
        boolean ifExists = reader.accept("if", "exists");
        List<String> names = reader.names();
        return new Drop(kind, names, concurrently, ifExists, reader.restHas("cascade"));
    }

    /** The kind of an object, such as {@code materialized view}. */
    private static String kind(SqlReader reader) {
        String first = reader.next();
        boolean twoWords = switch (first) {
            case "materialized", "foreign", "event", "access", "operator", "text", "user" -> true;
            default -> false;
        };
        return twoWords ? first + " " + reader.next() : first;
    }

    private static Statement truncate(SqlReader reader) {
        reader.accept("table");
        List<String> tables = reader.names();
        return new Truncate(tables, reader.restHas("cascade"));
    }

    private static Statement lock(SqlReader reader) {
        reader.accept("table");
        return new LockTable(reader.names());
    }

    private static Statement changeRows(String verb, SqlReader reader) {
        reader.acceptAnyOf("into", "from");
        reader.accept("only");
        String table = reader.name();
        boolean scan = !verb.equals("insert") || !(reader.restHas("values") || reader.restHas("default", "values"));
        boolean everyRow = (verb.equals("update") || verb.equals("delete")) && !reader.restHas("where");
        return new ChangeRows(verb, table, scan, everyRow);
    }

    /** A query, unless a statement that changes rows follows the common table expressions or hides in one of them. */
    private static Statement with(SqlReader reader) {
        while (!reader.atEnd()) {
            for (String verb : List.of("insert", "update", "delete", "merge")) {
                if (reader.accept(verb)) {
                    return changeRows(verb, reader);
                }
            }
            reader.skip();
        }
        return new Other("with", "");
    }

    private static Statement set(SqlReader reader) {
        if (reader.at("transaction") || reader.at("constraints")) {
            return new Other("set", reader.next());
        }
        boolean local = reader.accept("local");
        reader.accept("session");
        String name = reader.name();
        if (!reader.accept("=")) {
            reader.accept("to");
        }
        return new Setting(name, reader.next(), local);
    }

    /** {@code select set_config('lock_timeout', '0', false)} is a SET in disguise. */
    private static Statement select(SqlReader reader) {
        String function = reader.name();
        if (!function.equals("set_config") && !function.equals("pg_catalog.set_config")) {
            return new Other("select", "");
        }
        List<SqlReader> arguments = SqlReader.items(reader.group());
        return arguments.size() == 3
                ? new Setting(
                        arguments.get(0).next(),
                        arguments.get(1).next(),
                        arguments.get(2).at("true"))
                : new Other("select", "");
    }

    private static Statement transaction(String verb, SqlReader reader) {
        boolean ofStatements = verb.equals("prepare") && !reader.at("transaction");
        boolean toSavepoint = verb.equals("rollback") && reader.restHas("to");
        return ofStatements || toSavepoint ? new Other(verb, "") : new TransactionControl(verb);
    }

    private static Statement vacuum(SqlReader reader) {
        boolean full = reader.at("full") || reader.group().stream().anyMatch(option -> option.is("full"));
        return new Maintenance(full ? "vacuum full" : "vacuum", last(reader), false);
    }

    private static Statement reindex(SqlReader reader) {
        boolean concurrently = reader.group().stream().anyMatch(option -> option.is("concurrently"));
        reader.acceptAnyOf("index", "table", "schema", "database", "system");
        concurrently |= reader.accept("concurrently");
        return new Maintenance("reindex", reader.name(), concurrently);
    }

    private static Statement refresh(SqlReader reader) {
        reader.accept("materialized", "view");
        boolean concurrently = reader.accept("concurrently");
        return new Maintenance("refresh", reader.name(), concurrently);
    }

    /** The name behind the options; for VACUUM and CLUSTER. */
    private static String last(SqlReader reader) {
        while (reader.acceptAnyOf("full", "freeze", "verbose", "analyze") || reader.at("(")) {
            if (reader.at("(")) {
                reader.group();
            }
        }
        return reader.name();
    }
}
