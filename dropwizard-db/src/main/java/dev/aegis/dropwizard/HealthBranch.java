package dev.aegis.dropwizard;

import java.util.Optional;

/** What a feature adds to the health of its service. Thread-safe. */
public interface HealthBranch {

    /** The name of its field in {@code /health/detailed}, in snake_case. */
    String name();

    /**
     * Why the feature does not do its work, in few words without details; empty when it does. It makes the service
     * unhealthy but leaves it ready: requests are served all the same. Must not wait for anything.
     */
    Optional<String> fault();

    /** What {@code /health/detailed} shows, to be written as JSON. */
    Object report();
}
