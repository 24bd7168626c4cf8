package dev.aegis.migrations.objects;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.objects.SideObject.Kind;
import dev.aegis.migrations.sql.SqlLexer;
import dev.aegis.migrations.sql.SqlReader;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Follows what one engine executes, and remembers the objects that are left. It never throws. */
final class EngineObjects {
    private final DatabaseEngine engine;
    private final List<SideObject> objects = new ArrayList<>();
    private final Set<String> tables = new HashSet<>();

    EngineObjects(DatabaseEngine engine) {
        this.engine = engine;
    }

    List<SideObject> all() {
        return List.copyOf(objects);
    }

    List<SideObject> beyondModels() {
        return objects.stream().filter(this::isBeyondModels).toList();
    }

    private boolean isBeyondModels(SideObject object) {
        return object.kind() != Kind.INDEX || !IndexForm.isPlain(object.sql()) || usesComputedColumn(object);
    }

    private boolean usesComputedColumn(SideObject index) {
        return objects.stream()
                .anyMatch(column -> column.kind() == Kind.COLUMN && index.standsOn(column.table(), column.name()));
    }

    void apply(String statement) {
        String sql = statement.strip().replaceAll(";+$", "");
        SqlReader reader = new SqlReader(SqlLexer.tokens(sql));
        if (reader.accept("create")) {
            create(sql, reader);
        } else if (reader.accept("drop")) {
            drop(reader);
        } else if (reader.accept("alter")) {
            alter(sql, reader);
        }
    }

    private void create(String sql, SqlReader reader) {
        reader.accept("or", "replace");
        if (reader.acceptAnyOf("temp", "temporary")) {
            return;
        }
        while (reader.acceptAnyOf("unique", "unlogged", "materialized", "recursive", "constraint")) {
            // which kind follows
        }
        if (reader.accept("table")) {
            createTable(sql, reader);
        } else if (reader.accept("index")) {
            reader.accept("concurrently");
            createOn(Kind.INDEX, sql, reader);
        } else if (reader.accept("trigger")) {
            createOn(Kind.TRIGGER, sql, reader);
        } else if (reader.accept("policy")) {
            createOn(Kind.POLICY, sql, reader);
        } else if (reader.accept("view")) {
            reader.accept("if", "not", "exists");
            add(new SideObject(Kind.VIEW, reader.name(), "", sql, true));
        }
    }

    private void createOn(Kind kind, String sql, SqlReader reader) {
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String name = reader.name();
        while (!reader.atEnd() && !reader.at("on")) {
            reader.skip();
        }
        reader.accept("on");
        reader.accept("only");
        String table = reader.name();
        if (!ifNotExists || find(kind, name, table).isEmpty()) {
            add(new SideObject(kind, name, table, sql, true));
        }
    }

    private void createTable(String sql, SqlReader reader) {
        boolean ifNotExists = reader.accept("if", "not", "exists");
        String name = reader.name();
        boolean isNew = tables.add(name);
        if (!isNew && ifNotExists) {
            return;
        }
        if (reader.at("(")) {
            TableObjects table = new TableObjects(engine, name, sql, this);
            SqlReader.items(reader.group()).forEach(table::element);
            table.options(reader);
        }
    }

    void add(SideObject object) {
        objects.removeAll(find(object.kind(), object.name(), object.table()));
        objects.add(object);
    }

    /** Names of indexes and views are those of the schema; SQLite's triggers are, too. */
    private List<SideObject> find(Kind kind, String name, String table) {
        boolean isOfSchema = kind == Kind.INDEX
                || kind == Kind.VIEW
                || (kind == Kind.TRIGGER && (engine == DatabaseEngine.SQLITE || table.isEmpty()));
        return objects.stream()
                .filter(object -> object.kind() == kind && object.name().equals(name))
                .filter(object -> isOfSchema || object.table().equals(table))
                .toList();
    }

    /** Whether a table has a generated column of this name. */
    boolean isComputed(String table, String column) {
        return !find(Kind.COLUMN, column, table).isEmpty();
    }

    void removeDeferral(String table, String constraint) {
        objects.removeAll(find(Kind.DEFERRAL, constraint, table));
    }

    private void drop(SqlReader reader) {
        reader.accept("materialized");
        if (reader.accept("table")) {
            List<String> names = namesToDrop(reader);
            boolean cascade = reader.at("cascade");
            names.forEach(name -> dropTable(name, cascade));
        } else if (reader.accept("index")) {
            reader.accept("concurrently");
            namesToDrop(reader).forEach(name -> objects.removeAll(find(Kind.INDEX, name, "")));
        } else if (reader.accept("view")) {
            namesToDrop(reader).forEach(name -> objects.removeAll(find(Kind.VIEW, name, "")));
        } else if (reader.accept("trigger")) {
            dropOn(Kind.TRIGGER, reader);
        } else if (reader.accept("policy")) {
            dropOn(Kind.POLICY, reader);
        }
    }

    private static List<String> namesToDrop(SqlReader reader) {
        reader.accept("if", "exists");
        return reader.names();
    }

    private void dropOn(Kind kind, SqlReader reader) {
        reader.accept("if", "exists");
        String name = reader.name();
        objects.removeAll(find(kind, name, reader.accept("on") ? reader.name() : ""));
    }

    private void dropTable(String name, boolean cascade) {
        tables.remove(name);
        remove(object -> object.table().equals(name) || (cascade && object.standsOn(name)));
    }

    private void remove(Predicate<SideObject> which) {
        objects.removeIf(which);
    }

    private void alter(String sql, SqlReader reader) {
        reader.accept("materialized");
        if (reader.accept("table")) {
            alterTable(sql, reader);
        } else if (reader.accept("index")) {
            rename(Kind.INDEX, reader);
        } else if (reader.accept("view")) {
            rename(Kind.VIEW, reader);
        } else if (reader.accept("trigger")) {
            rename(Kind.TRIGGER, reader);
        } else if (reader.accept("policy")) {
            rename(Kind.POLICY, reader);
        }
    }

    private void rename(Kind kind, SqlReader reader) {
        reader.accept("if", "exists");
        String name = reader.name();
        String table = reader.accept("on") ? reader.name() : "";
        if (reader.accept("rename", "to")) {
            String newName = reader.name();
            List<SideObject> renamed = find(kind, name, table);
            change(object -> renamed.contains(object) ? object.called(newName) : object);
        }
    }

    private void change(UnaryOperator<SideObject> change) {
        objects.replaceAll(change);
    }

    private void alterTable(String sql, SqlReader reader) {
        reader.accept("if", "exists");
        reader.accept("only");
        String table = reader.name();
        reader.accept("*");
        if (reader.accept("rename")) {
            renameIn(table, reader);
            return;
        }
        for (SqlReader action : reader.items()) {
            action(table, sql, action);
        }
    }

    private void renameIn(String table, SqlReader reader) {
        if (reader.accept("to")) {
            String newName = reader.name();
            tables.remove(table);
            tables.add(newName);
            change(object -> object.standsOn(table) ? object.withTable(table, newName) : object);
        } else if (reader.accept("constraint")) {
            String from = reader.name();
            reader.accept("to");
            String to = reader.name();
            change(object -> isConstraint(object, table, from) ? object.called(to) : object);
        } else {
            reader.accept("column");
            String from = reader.name();
            reader.accept("to");
            String to = reader.name();
            change(object -> object.standsOn(table, from) ? object.withColumn(from, to) : object);
        }
    }

    private static boolean isConstraint(SideObject object, String table, String name) {
        return object.table().equals(table)
                && object.name().equals(name)
                && (object.kind() == Kind.CONSTRAINT || object.kind() == Kind.DEFERRAL);
    }

    private void action(String table, String sql, SqlReader action) {
        TableObjects parts = new TableObjects(engine, table, sql, this);
        if (action.accept("add")) {
            action.accept("column");
            action.accept("if", "not", "exists");
            parts.element(action);
            indexOfConstraint(action.rest());
        } else if (action.accept("drop", "constraint")) {
            action.accept("if", "exists");
            String name = action.name();
            remove(object -> isConstraint(object, table, name));
        } else if (action.accept("drop")) {
            action.accept("column");
            action.accept("if", "exists");
            dropColumn(table, action.name(), action.at("cascade"));
        } else if (action.accept("alter", "constraint")) {
            parts.alteredConstraint(action.name(), action);
        } else if (action.accept("alter")) {
            action.accept("column");
            alterColumn(table, action.name(), action);
        }
    }

    /** Indexes and constraints go with it; views, triggers and policies hold it, unless all is dropped. */
    private void dropColumn(String table, String column, boolean cascade) {
        remove(object -> object.standsOn(table, column)
                && (cascade || object.kind() == Kind.INDEX || object.kind().isPartOfTable()));
    }

    /** An index that a constraint is made of is no object by itself any more. */
    private void indexOfConstraint(List<SqlToken> action) {
        SqlReader words = new SqlReader(action);
        while (!words.atEnd()) {
            if (words.accept("using", "index")) {
                objects.removeAll(find(Kind.INDEX, words.name(), ""));
            } else {
                words.skip();
            }
        }
    }

    private void alterColumn(String table, String column, SqlReader action) {
        boolean ofType = action.accept("type") || action.accept("set", "data", "type");
        if (ofType) {
            objects.removeAll(find(Kind.COLLATION, column, table));
            new TableObjects(engine, table, "", this).collation(column, action);
        } else if (action.accept("drop", "expression")) {
            objects.removeAll(find(Kind.COLUMN, column, table));
        }
    }
}
