package dev.aegis.dropwizard;

import java.net.URI;

/**
 * The kinds of problem that a client may want to tell apart; their URIs and status codes are part of the API. Errors of
 * HTTP itself that need no more words than their status have the type {@code about:blank}.
 */
public enum ProblemType {
    MALFORMED("malformed", 400, "The request cannot be read"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No such representation"),
    CONFLICT("conflict", 409, "Conflict"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    VALIDATION("validation", 422, "The request has invalid fields"),
    INTERNAL("internal", 500, "Internal error"),
    /** A change may or may not have been made. */
    OUTCOME_UNKNOWN("outcome-unknown", 500, "The outcome is unknown"),
    POOL_EXHAUSTED("pool-exhausted", 503, "Too busy"),
    DATABASE_UNAVAILABLE("database-unavailable", 503, "The database is unavailable"),
    /** A deadlock or a serialization failure: another transaction won. */
    CONCURRENT_CHANGE("concurrent-change", 503, "Another request was faster"),
    TIMED_OUT("timed-out", 503, "The database took too long"),
    /** The service starts or stops, or its database waits for a migration. */
    NOT_READY("not-ready", 503, "The service is not ready");

    private final URI uri;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
        this.uri = URI.create("/problems/" + name);
        this.status = status;
        this.title = title;
    }

    /** The stable identifier of the type, a URI reference. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    /** A short summary, the same for every occurrence. */
    public String title() {
        return title;
    }
}
