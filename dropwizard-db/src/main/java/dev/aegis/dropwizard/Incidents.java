package dev.aegis.dropwizard;

import java.net.URI;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a failed request an identifier that stands both in the log and in the answer. */
final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /** Logs the failure with its stack trace. */
    static Problem logError(Problem problem, Throwable error) {
        URI instance = newInstance();
        LOG.error("Request failed, {}", instance, error);
        return problem.withInstance(instance);
    }

    /** Logs the failure in one line: it is about the surroundings, and the next requests will say the same. */
    static Problem logWarning(Problem problem, Throwable error) {
        URI instance = newInstance();
        LOG.warn("Request failed, {}: {}", instance, error.getMessage());
        return problem.withInstance(instance);
    }

    private static URI newInstance() {
        return URI.create("urn:uuid:" + UUID.randomUUID());
    }
}
