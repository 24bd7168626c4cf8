package dev.aegis.dropwizard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A database's schema compared with what the program was built for.
 *
 * @param applied how many changesets the database has of those that the program knows
 * @param pending the ids of those that the database lacks, in order
 * @param unknown the ids of those that the database has and the program does not know: the schema is newer
 * @param last what was applied last
 */
public record SchemaState(int applied, List<String> pending, List<String> unknown, Optional<Applied> last) {

    public SchemaState {
        pending = List.copyOf(pending);
        unknown = List.copyOf(unknown);
    }

    /** A changeset and when it was applied. */
    public record Applied(String id, Instant appliedAt) {}
}
