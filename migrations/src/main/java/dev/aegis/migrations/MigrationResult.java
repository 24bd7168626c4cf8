package dev.aegis.migrations;

import java.util.List;

/**
 * What a migration did.
 *
 * @param applied in the order of their application; empty when nothing was pending
 */
public record MigrationResult(List<AppliedChangeset> applied) {
    public MigrationResult {
        applied = List.copyOf(applied);
    }

    /** Whether the schema was current already. */
    public boolean nothingWasPending() {
        return applied.isEmpty();
    }
}
