package dev.aegis.db.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with records, so that all of it is said at once. */
final class Faults {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    void add(Class<?> record, String text) {
        lines.add(name(record) + ": " + text);
    }

    void add(RecordComponent component, String text) {
        lines.add(name(component.getDeclaringRecord()) + "." + component.getName() + ": " + text);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw new SchemaException(lines);
        }
    }

    static String name(Class<?> type) {
        return type.getTypeName().replace('$', '.');
    }
}
