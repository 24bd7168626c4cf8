package dev.aegis.migrations.proof;

import java.util.List;
import java.util.Locale;

/**
 * Something of a schema that a changeset could lose.
 *
 * @param identity the same before and after, whatever the name becomes: the engine's number for it, or else its kind,
 *     table and name
 * @param table which it belongs to; empty for a view, its own name for a table
 * @param columns that it consists of, and nothing else; empty if it has an expression or a condition, or has none
 * @param definition the SQL that made it, as the engine keeps it; empty if the engine keeps none
 */
record SchemaObject(String identity, Kind kind, String table, String name, List<String> columns, String definition) {
    enum Kind {
        TABLE,
        COLUMN,
        CONSTRAINT,
        INDEX,
        TRIGGER,
        VIEW,
        POLICY
    }

    SchemaObject {
        columns = List.copyOf(columns);
    }

    /** As {@code index items_name_idx of table items}. */
    String title() {
        String title = kind.name().toLowerCase(Locale.ROOT) + " " + name;
        return kind == Kind.TABLE || table.isEmpty() ? title : title + " of table " + table;
    }
}
