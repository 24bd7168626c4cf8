package dev.aegis.migrations.generate;

import dev.aegis.db.schema.ColumnType;
import java.util.Set;

/** Applies ALTER TABLE to a schema. */
final class AlterTableFold {
    private static final Set<String> NOT_IN_A_MODEL =
            Set.of("validate", "owner", "enable", "disable", "set", "reset", "cluster", "replica", "force", "no");

    private final SchemaBuilder schema;

    AlterTableFold(SchemaBuilder schema) {
        this.schema = schema;
    }

    void apply(StatementReader reader) {
        reader.accept("if", "exists");
        reader.accept("only");
        String name = reader.name();
        if (schema.isExternal(name)) {
            return;
        }
        if (reader.accept("rename")) {
            rename(name, reader);
            return;
        }
        TableBuilder table = schema.table(name).orElseThrow();
        reader.items().forEach(action -> action(table, action));
    }

    private void rename(String table, StatementReader reader) {
        if (reader.accept("to")) {
            schema.renameTable(table, reader.name());
        } else if (reader.accept("constraint")) {
            String from = reader.name();
            reader.expect("to");
            String to = reader.name();
            schema.table(table).ifPresent(t -> {
                if (!t.renamePart(from, to)) {
                    throw new UnreadableSql("there is no constraint " + from + " of " + table);
                }
            });
        } else {
            reader.accept("column");
            String from = reader.name();
            reader.expect("to");
            schema.renameColumn(table, from, reader.name());
        }
    }

    private static void action(TableBuilder table, StatementReader action) {
        if (action.accept("add")) {
            add(table, action);
        } else if (action.accept("drop", "constraint")) {
            dropConstraint(table, action);
        } else if (action.accept("drop")) {
            dropColumn(table, action);
        } else if (action.at("alter", "constraint")) {
            action.text(); // when it is checked, which is remembered beside the schema
        } else if (action.accept("alter")) {
            action.accept("column");
            alterColumn(table, action.name(), action);
        } else if (!action.atAnyOf(NOT_IN_A_MODEL) || action.at("set", "schema")) {
            throw new UnreadableSql();
        }
    }

    private static void add(TableBuilder table, StatementReader action) {
        TableReader reader = new TableReader(table);
        if (TableReader.atConstraint(action)) {
            reader.constraint(action);
            return;
        }
        action.accept("column");
        boolean ifNotExists = action.accept("if", "not", "exists");
        if (!(ifNotExists && table.hasColumn(nameAhead(action)))) {
            reader.column(action);
        }
    }

    private static String nameAhead(StatementReader action) {
        return action.items().get(0).name();
    }

    private static void dropConstraint(TableBuilder table, StatementReader action) {
        boolean ifExists = action.accept("if", "exists");
        String name = action.name();
        if (!table.dropConstraint(name) && !ifExists) {
            throw new UnreadableSql("there is no constraint " + name + " of " + table.name());
        }
    }

    private static void dropColumn(TableBuilder table, StatementReader action) {
        action.accept("column");
        boolean ifExists = action.accept("if", "exists");
        String name = action.name();
        if (!ifExists || table.hasColumn(name)) {
            table.dropColumn(name);
        }
    }

    private static void alterColumn(TableBuilder table, String column, StatementReader action) {
        if (action.accept("type") || action.accept("set", "data", "type")) {
            ColumnType type = ColumnTypeNames.parse(action.textUntil(Set.of("using", "collate")));
            table.changeColumn(column, c -> Columns.typed(c, type));
        } else if (action.accept("set", "default")) {
            new TableReader(table).setDefault(column, action.text());
        } else if (action.accept("drop", "default")) {
            table.changeColumn(column, c -> Columns.defaulted(c, null));
        } else if (action.accept("set", "not", "null")) {
            table.changeColumn(column, c -> Columns.nullable(c, false));
        } else if (action.accept("drop", "not", "null")) {
            table.changeColumn(column, c -> Columns.nullable(c, true));
        } else if (action.accept("add", "generated")) {
            new TableReader(table).identity(column, action);
        } else if (action.accept("drop", "expression")) {
            table.dropExpression(column);
        } else if (action.accept("drop", "identity")) {
            table.changeColumn(column, c -> Columns.generated(c, false));
        } else if (!action.at("set", "statistics")
                && !action.at("set", "storage")
                && !action.at("set", "compression")) {
            throw new UnreadableSql();
        }
    }
}
