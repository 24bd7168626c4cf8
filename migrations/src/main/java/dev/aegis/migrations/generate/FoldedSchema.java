package dev.aegis.migrations.generate;

import dev.aegis.db.schema.SchemaDefinition;
import java.util.List;

/** What a changelog leads to. */
record FoldedSchema(SchemaDefinition schema, List<SideObject> others) {
    FoldedSchema {
        others = List.copyOf(others);
    }

    /** Things of a table that no model describes, on SQLite. */
    List<SideObject> sqliteOthers(String table) {
        return others.stream()
                .filter(other -> other.onSqlite() && other.table().equals(table))
                .toList();
    }

    /** Whether SQLite would look into bodies of SQL when a table gets another name. */
    boolean hasSqliteViewsOrTriggers() {
        return others.stream().anyMatch(other -> other.onSqlite() && other.kind() != SideObject.Kind.INDEX);
    }
}
