package dev.aegis.shields;

import dev.aegis.db.schema.ModelTables;
import java.util.List;

/** The tables of the example domain, as its records have them. */
public final class ShieldTables extends ModelTables {
    public ShieldTables() {
        super(List.of(Shield.class, ForgeEvent.class));
    }
}
