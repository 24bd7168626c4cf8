package dev.aegis.migrations.fuzz;

import java.util.List;

/**
 * Models, one after the other.
 *
 * @param seed of the rows between
 */
record FuzzSequence(long seed, List<FuzzStep> steps) {
    FuzzSequence {
        steps = List.copyOf(steps);
    }
}
