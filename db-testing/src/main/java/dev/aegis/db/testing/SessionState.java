package dev.aegis.db.testing;

import java.util.Map;

/**
 * What a transaction that begins inside another one has to tell apart from its own doing.
 *
 * @param changes a number that differs when rows or tables have been changed since; zero where it is not known
 * @param violations of deferred constraints, each with how often it occurs
 */
record SessionState(long changes, Map<String, Long> violations) {

    /** What the first transaction of all begins with. */
    static final SessionState NONE = new SessionState(0, Map.of());

    SessionState {
        violations = Map.copyOf(violations);
    }

    /** Whether one of these violations is not among ours. */
    boolean isExceededBy(Map<String, Long> others) {
        return others.entrySet().stream()
                .anyMatch(other -> other.getValue() > violations.getOrDefault(other.getKey(), 0L));
    }
}
