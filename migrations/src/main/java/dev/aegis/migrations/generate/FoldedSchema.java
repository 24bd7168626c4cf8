package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.migrations.objects.ChangelogObjects;
import dev.aegis.migrations.objects.SideObject;
import java.util.List;

/**
 * What a changelog leads to.
 *
 * @param objects what it makes beside the schema
 */
record FoldedSchema(SchemaDefinition schema, ChangelogObjects objects) {

    /** What an engine has beside the schema. PostgreSQL's part of the changelog tells the schema: all plain indexes there are in it. */
    List<SideObject> others(DatabaseEngine engine) {
        List<SideObject> all = engine == DatabaseEngine.POSTGRESQL ? objects.beyondModels(engine) : objects.on(engine);
        return all.stream()
                .filter(object -> object.kind() != SideObject.Kind.INDEX || !isIndex(object.name()))
                .toList();
    }

    private boolean isIndex(String name) {
        return schema.tables().stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(index -> index.name().equals(name));
    }

    /** What SQLite has of a table beside the schema. */
    List<SideObject> sqliteOthers(String table) {
        return others(DatabaseEngine.SQLITE).stream()
                .filter(other -> other.table().equals(table))
                .toList();
    }

    /** Whether SQLite would look into bodies of SQL when a table gets another name. */
    boolean hasSqliteViewsOrTriggers() {
        return others(DatabaseEngine.SQLITE).stream()
                .anyMatch(other -> other.kind() == SideObject.Kind.VIEW || other.kind() == SideObject.Kind.TRIGGER);
    }
}
