package dev.aegis.db.schema;

import java.util.List;

/** That no two rows agree in all of these columns. */
public record UniqueConstraint(String name, List<String> columns) {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }
}
