package dev.aegis.migrations.generate;

import java.util.List;
import java.util.Locale;

/** Finds, in what only SQLite executes, the things of tables that a rebuild would lose. Everything else is skipped. */
final class SqliteFold {
    private final SchemaBuilder schema;

    SqliteFold(SchemaBuilder schema) {
        this.schema = schema;
    }

    void apply(String script) {
        boolean isTrigger = StatementReader.of(script).at("create", "trigger");
        (isTrigger ? List.of(script) : SqlText.statements(script)).forEach(this::statement);
    }

    private void statement(String statement) {
        StatementReader reader = StatementReader.of(statement);
        if (reader.accept("create")) {
            create(statement, reader);
        } else if (reader.accept("drop")) {
            drop(reader);
        }
    }

    private void create(String statement, StatementReader reader) {
        reader.accept("unique");
        if (reader.accept("index")) {
            reader.accept("if", "not", "exists");
            String name = reader.name();
            reader.expect("on");
            schema.add(new SideObject(SideObject.Kind.INDEX, name, reader.name(), statement, true));
        } else if (reader.at("view") || reader.at("trigger")) {
            schema.add(SideObjects.read(statement, reader, true));
        }
    }

    private void drop(StatementReader reader) {
        for (SideObject.Kind kind : SideObject.Kind.values()) {
            if (reader.accept(kind.name().toLowerCase(Locale.ROOT))) {
                reader.accept("if", "exists");
                schema.drop(kind, reader.name());
                return;
            }
        }
    }
}
