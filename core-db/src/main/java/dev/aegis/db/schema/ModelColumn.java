package dev.aegis.db.schema;

import java.lang.reflect.RecordComponent;

/** A column, and the component that it comes from. */
record ModelColumn(RecordComponent component, ColumnDefinition definition) {
    String name() {
        return definition.name();
    }
}
