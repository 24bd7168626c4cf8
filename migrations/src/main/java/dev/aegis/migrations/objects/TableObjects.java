package dev.aegis.migrations.objects;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.objects.SideObject.Kind;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds, in CREATE TABLE and behind ALTER TABLE … ADD, what no record can say of a table. */
final class TableObjects {
    private final DatabaseEngine engine;
    private final String table;
    private final String sql;
    private final EngineObjects objects;

    /** @param sql the statement that is read */
    TableObjects(DatabaseEngine engine, String table, String sql, EngineObjects objects) {
        this.engine = engine;
        this.table = table;
        this.sql = sql;
        this.objects = objects;
    }

    /** A column or a constraint. */
    void element(SqlReader item) {
        List<SqlToken> tokens = item.rest();
        String name = item.accept("constraint") ? item.name() : "";
        if (item.atExclusion()) {
            item.accept("exclude");
            add(Kind.CONSTRAINT, named(name, excluded(item), "excl"), text(tokens));
        } else if (item.accept("foreign", "key")) {
            constraint(name, names(item.group()), "fkey", tokens, item.rest());
        } else if (item.at("unique") || item.at("primary", "key")) {
            String suffix = item.accept("unique") ? "key" : "pkey";
            item.accept("primary", "key");
            List<SqlToken> columns = item.group();
            constraint(name, suffix.equals("pkey") ? List.of() : names(columns), suffix, tokens, item.rest());
            collations(columns);
        } else if (item.at("check")) {
            item.accept("check");
            List<SqlToken> condition = item.group();
            if (condition.stream().anyMatch(this::isComputed)) {
                add(Kind.CONSTRAINT, named(name, computed(condition), "check"), text(tokens));
            }
        } else if (name.isEmpty()) {
            column(item, tokens);
        }
    }

    private void constraint(
            String name, List<String> columns, String suffix, List<SqlToken> all, List<SqlToken> behind) {
        if (columns.stream().anyMatch(column -> objects.isComputed(table, column))) {
            add(Kind.CONSTRAINT, named(name, columns, suffix), text(all));
            return;
        }
        String attributes = attributes(behind);
        if (!attributes.isEmpty()) {
            deferral(named(name, columns, suffix), columns, attributes);
        }
        conflict(columns.isEmpty() ? table : String.join(", ", columns), behind);
    }

    /** SQLite forgets the names of keys. */
    private void deferral(String name, List<String> columns, String attributes) {
        String inParentheses = "(" + String.join(", ", columns) + ")";
        add(Kind.DEFERRAL, engine == DatabaseEngine.SQLITE ? inParentheses : name, inParentheses + " " + attributes);
    }

    private void column(SqlReader item, List<SqlToken> tokens) {
        String column = item.name();
        SqlReader words = new SqlReader(item.rest());
        String constraint = "";
        String suffix = "";
        while (!words.atEnd()) {
            if (words.at("generated") || words.at("as", "(")) {
                words.accept("generated");
                words.accept("always");
                if (words.at("as", "(")) {
                    add(Kind.COLUMN, column, text(tokens));
                    return;
                }
                words.skip();
            } else if (words.accept("constraint")) {
                constraint = words.name();
            } else if (words.accept("references")) {
                suffix = "fkey";
            } else if (words.accept("unique")) {
                suffix = "key";
            } else if (words.at("(")) {
                words.group();
            } else {
                words.skip();
            }
        }
        collation(column, item);
        List<SqlToken> behind = item.rest();
        String attributes = attributes(behind);
        if (!attributes.isEmpty()) {
            deferral(named(constraint, List.of(column), suffix), List.of(column), attributes);
        }
        conflict(column, behind);
    }

    /** What follows COLLATE in the rest. */
    void collation(String column, SqlReader reader) {
        SqlReader words = new SqlReader(reader.rest());
        while (!words.atEnd()) {
            if (words.accept("collate")) {
                String collation = words.name();
                if (!collation.equals("binary") && !collation.equals("default")) {
                    add(Kind.COLLATION, column, "collate " + collation);
                }
            } else if (words.at("(")) {
                words.group();
            } else {
                words.skip();
            }
        }
    }

    /** SQLite takes one in the parentheses of a key. */
    private void collations(List<SqlToken> columns) {
        if (columns.stream().anyMatch(token -> token.is("collate"))) {
            add(Kind.CLAUSE, text(columns), text(columns));
        }
    }

    /** Only SQLite has it. */
    private void conflict(String of, List<SqlToken> behind) {
        SqlReader words = new SqlReader(behind);
        while (!words.atEnd()) {
            if (words.accept("on", "conflict")) {
                String action = words.next();
                if (!action.equals("abort")) {
                    add(Kind.CLAUSE, "on conflict " + action + " of " + of, of);
                }
            } else {
                words.skip();
            }
        }
    }

    void alteredConstraint(String name, SqlReader action) {
        String attributes = attributes(action.rest());
        objects.removeDeferral(table, name);
        if (!attributes.isEmpty()) {
            deferral(name, List.of(), attributes);
        }
    }

    /** How a constraint is checked; empty if as usual. */
    private static String attributes(List<SqlToken> behind) {
        List<String> attributes = new ArrayList<>();
        SqlReader words = new SqlReader(behind);
        while (!words.atEnd()) {
            if (words.accept("not", "deferrable")) {
                continue;
            }
            if (words.accept("match", "full")) {
                attributes.add("match full");
            } else if (words.accept("deferrable")) {
                attributes.add("deferrable");
            } else if (words.accept("initially", "deferred")) {
                attributes.add("initially deferred");
            } else if (words.accept("nulls", "not", "distinct")) {
                attributes.add("nulls not distinct");
            } else if (words.at("(")) {
                words.group();
            } else {
                words.skip();
            }
        }
        if (attributes.contains("initially deferred") && !attributes.contains("deferrable")) {
            attributes.add(0, "deferrable");
        }
        return String.join(" ", attributes);
    }

    /** Behind the parenthesis of the table. */
    void options(SqlReader reader) {
        while (!reader.atEnd()) {
            if (reader.accept("strict")) {
                add(Kind.OPTION, "strict", "strict");
            } else if (reader.accept("without", "rowid")) {
                add(Kind.OPTION, "without rowid", "without rowid");
            } else {
                reader.skip();
            }
        }
    }

    private static List<String> excluded(SqlReader item) {
        if (item.accept("using")) {
            item.skip();
        }
        return SqlReader.items(item.group()).stream()
                .map(part -> part.at("(") ? "expr" : part.name())
                .toList();
    }

    private boolean isComputed(SqlToken token) {
        return token.isName() && objects.isComputed(table, token.text());
    }

    private List<String> computed(List<SqlToken> condition) {
        return condition.stream()
                .filter(this::isComputed)
                .map(SqlToken::text)
                .distinct()
                .toList();
    }

    private static List<String> names(List<SqlToken> tokens) {
        return SqlReader.items(tokens).stream().map(SqlReader::name).toList();
    }

    /** As PostgreSQL calls what was given no name. */
    private String named(String name, List<String> columns, String suffix) {
        return name.isEmpty()
                ? (table + "_" + columns.stream().collect(Collectors.joining("_")) + "_" + suffix).replace("__", "_")
                : name;
    }

    private void add(Kind kind, String name, String text) {
        objects.add(new SideObject(kind, name, table, text, true));
    }

    private String text(List<SqlToken> tokens) {
        return tokens.isEmpty()
                ? ""
                : sql.substring(
                        tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }
}
