package dev.aegis.db.schema;

import java.util.ArrayList;
import java.util.List;

/** Records that are no model of a schema. The message has one line for each fault, naming record and component. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> faults;

    SchemaException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = new ArrayList<>(faults);
    }

    /** One line each. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
