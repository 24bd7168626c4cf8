package dev.aegis.migrations.generate;

import dev.aegis.db.schema.CheckConstraint;
import dev.aegis.db.schema.ColumnDefinition;
import dev.aegis.db.schema.ColumnType;
import dev.aegis.db.schema.ForeignKeyConstraint;
import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.db.schema.OnDelete;
import dev.aegis.db.schema.UniqueConstraint;
import java.util.List;
import java.util.Set;

/** Reads columns and constraints, as they stand in CREATE TABLE and in ALTER TABLE … ADD, into a table. */
final class TableReader {
    private static final Set<String> CONSTRAINT_STARTS = Set.of("constraint", "primary", "unique", "foreign", "check");
    private static final Set<String> AFTER_TYPE = Set.of(
            "constraint", "not", "null", "default", "check", "unique", "primary", "references", "generated", "collate");

    private final TableBuilder table;

    TableReader(TableBuilder table) {
        this.table = table;
    }

    static boolean atConstraint(StatementReader reader) {
        return reader.atAnyOf(CONSTRAINT_STARTS) || reader.atExclusion();
    }

    void element(StatementReader reader) {
        if (atConstraint(reader)) {
            constraint(reader);
        } else {
            column(reader);
        }
    }

    void column(StatementReader reader) {
        String name = reader.name();
        ColumnType type = type(name, reader.textUntil(AFTER_TYPE));
        table.addColumn(new ColumnDefinition(name, type, true, false, null));
        while (!reader.atEnd()) {
            columnConstraint(name, reader);
        }
    }

    private ColumnType type(String column, String text) {
        try {
            return ColumnTypeNames.parse(text);
        } catch (UnreadableSql e) {
            throw new UnreadableSql("%s.%s: %s".formatted(table.name(), column, e.getMessage()));
        }
    }

    private void columnConstraint(String column, StatementReader reader) {
        if (reader.accept("not", "null")) {
            table.changeColumn(column, c -> Columns.nullable(c, false));
        } else if (reader.accept("null")) {
            table.changeColumn(column, c -> Columns.nullable(c, true));
        } else if (reader.accept("default")) {
            setDefault(column, reader.textUntil(AFTER_TYPE));
        } else if (reader.accept("generated")) {
            generated(column, reader);
        } else if (reader.accept("collate")) {
            reader.name();
        } else {
            String name = reader.accept("constraint") ? reader.name() : "";
            namedConstraint(name, List.of(column), reader);
        }
    }

    private void generated(String column, StatementReader reader) {
        if (reader.at("always", "as", "(")) {
            reader.expect("always", "as");
            reader.group();
            if (!reader.accept("stored")) {
                reader.accept("virtual");
            }
            table.compute(column);
        } else {
            identity(column, reader);
        }
    }

    void identity(String column, StatementReader reader) {
        if (!reader.accept("always")) {
            reader.expect("by", "default");
        }
        reader.expect("as", "identity");
        if (reader.at("(")) {
            reader.group();
        }
        table.changeColumn(column, c -> Columns.generated(Columns.nullable(c, false), true));
    }

    void setDefault(String column, String sql) {
        table.changeColumn(column, c -> {
            try {
                return Columns.defaulted(c, DefaultValueReader.read(sql, c.type()));
            } catch (UnreadableSql e) {
                throw new UnreadableSql("%s.%s: %s".formatted(table.name(), column, e.getMessage()));
            }
        });
    }

    void constraint(StatementReader reader) {
        namedConstraint(reader.accept("constraint") ? reader.name() : "", List.of(), reader);
    }

    /** @param ofColumn the column behind which it stands; empty if it stands by itself */
    private void namedConstraint(String name, List<String> ofColumn, StatementReader reader) {
        if (reader.accept("not", "null")) {
            ofColumn.forEach(column -> table.changeColumn(column, c -> Columns.nullable(c, false)));
        } else if (reader.accept("primary", "key")) {
            List<String> columns = reader.accept("using", "index")
                    ? table.takeIndex(reader.name()).columns()
                    : ofColumn.isEmpty() ? reader.names() : ofColumn;
            table.setPrimaryKey(name.isEmpty() ? TableBuilder.keyName(table.name()) : name, columns);
        } else if (reader.accept("unique")) {
            unique(name, ofColumn, reader);
        } else if (reader.accept("check")) {
            check(name, ofColumn, reader.group().text());
        } else if (reader.accept("exclude")) {
            table.addBeyondModels(named(name, excluded(reader), "excl"));
            reader.text();
        } else if (reader.accept("foreign", "key")) {
            foreignKey(name, reader.names(), reader);
        } else if (!ofColumn.isEmpty() && reader.at("references")) {
            foreignKey(name, ofColumn, reader);
        } else {
            throw new UnreadableSql();
        }
        attributes(reader);
    }

    private static List<String> excluded(StatementReader reader) {
        if (reader.accept("using")) {
            reader.next();
        }
        return reader.group().items().stream()
                .map(item -> item.at("(") ? "expr" : item.name())
                .toList();
    }

    private void unique(String name, List<String> ofColumn, StatementReader reader) {
        if (reader.accept("using", "index")) {
            IndexDefinition index = table.takeIndex(reader.name());
            table.add(new UniqueConstraint(name.isEmpty() ? index.name() : name, index.columns()));
            return;
        }
        List<String> columns = ofColumn.isEmpty() ? reader.names() : ofColumn;
        table.add(new UniqueConstraint(named(name, columns, "key"), columns));
    }

    private void check(String name, List<String> ofColumn, String expression) {
        List<String> columns = ofColumn.isEmpty()
                ? table.build().columns().stream()
                        .map(ColumnDefinition::name)
                        .filter(column -> SqlText.mentions(expression, column))
                        .limit(2)
                        .toList()
                : ofColumn;
        // PostgreSQL names a condition by its column if there is one.
        table.add(new CheckConstraint(
                named(name, columns.size() == 1 ? columns : List.of(), "check"), oneLine(expression)));
    }

    private static String oneLine(String expression) {
        return expression.contains("'") ? expression : expression.replaceAll("\\s+", " ");
    }

    private void foreignKey(String name, List<String> columns, StatementReader reader) {
        reader.expect("references");
        String other = reader.name();
        List<String> otherColumns = reader.at("(") ? reader.names() : List.of("id");
        OnDelete onDelete = OnDelete.NO_ACTION;
        if (reader.accept("match")) {
            reader.next();
        }
        while (reader.accept("on")) {
            boolean isDelete = reader.accept("delete");
            if (!isDelete) {
                reader.expect("update");
            }
            OnDelete action = action(reader);
            if (!isDelete && action != OnDelete.NO_ACTION) {
                throw new UnreadableSql("'on update' of a foreign key is nothing that a model can have");
            }
            onDelete = isDelete ? action : onDelete;
        }
        table.add(new ForeignKeyConstraint(named(name, columns, "fkey"), columns, other, otherColumns, onDelete));
    }

    private static OnDelete action(StatementReader reader) {
        if (reader.accept("no", "action") || reader.accept("restrict")) {
            return OnDelete.NO_ACTION;
        }
        if (reader.accept("cascade")) {
            return OnDelete.CASCADE;
        }
        if (reader.accept("set", "null")) {
            return OnDelete.SET_NULL;
        }
        throw new UnreadableSql();
    }

    private String named(String name, List<String> columns, String suffix) {
        if (!name.isEmpty()) {
            return name;
        }
        return table.freeName(String.join("_", table.name(), String.join("_", columns), suffix)
                .replace("__", "_"));
    }

    /** What a constraint may carry, and no model tells: it is remembered beside the schema. */
    private static void attributes(StatementReader reader) {
        boolean found = true;
        while (found) {
            found = reader.accept("not", "valid")
                    || reader.accept("not", "deferrable")
                    || reader.accept("deferrable")
                    || reader.accept("initially", "immediate")
                    || reader.accept("initially", "deferred");
        }
    }
}
