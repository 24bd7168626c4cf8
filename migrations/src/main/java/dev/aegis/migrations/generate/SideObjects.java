package dev.aegis.migrations.generate;

import dev.aegis.db.schema.IndexDefinition;
import dev.aegis.migrations.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what a model can describe from what it cannot. */
final class SideObjects {
    private SideObjects() {}

    /** What CREATE INDEX has behind the name of the table; empty if no model can describe it. */
    static Optional<IndexDefinition> index(
            String statement, String name, boolean unique, String table, StatementReader reader, boolean onSqlite) {
        if (reader.accept("using") && !reader.accept("btree")) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        for (StatementReader item : reader.group().items()) {
            SqlToken first = item.next();
            item.accept("asc");
            if (!first.isName() || !item.atEnd()) {
                return Optional.empty();
            }
            columns.add(first.text());
        }
        String where = reader.accept("where") ? reader.text() : null;
        return reader.atEnd() ? Optional.of(new IndexDefinition(name, columns, unique, where)) : Optional.empty();
    }

    /** A view or a trigger. */
    static SideObject read(String statement, StatementReader reader, boolean onSqlite) {
        boolean isView = reader.accept("view");
        if (!isView) {
            reader.expect("trigger");
        }
        reader.accept("if", "not", "exists");
        String name = reader.name();
        if (isView) {
            return new SideObject(SideObject.Kind.VIEW, name, "", statement, onSqlite);
        }
        while (!reader.accept("on")) {
            reader.next();
        }
        return new SideObject(SideObject.Kind.TRIGGER, name, reader.name(), statement, onSqlite);
    }
}
