package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseException;

/**
 * What a client is told about a failure of the database, which is what it can do, and nothing about the database: 503 with
 * Retry-After when nothing was done and the same request may succeed later, 409 when the data were refused, and 500 without
 * Retry-After when it may have been done already.
 *
 * @param problem the document to answer with
 * @param retryAfterSeconds for the header Retry-After; 0 for none
 */
public record DatabaseProblem(Problem problem, int retryAfterSeconds) {

    /** Of a failure, which is logged unless it is the client's own business. */
    public static DatabaseProblem of(DatabaseException failure) {
        if (failure instanceof DatabaseException.PoolExhausted) {
            return tryAgain(ProblemType.POOL_EXHAUSTED, "All connections to the database are in use.", 1, failure);
        }
        if (failure instanceof DatabaseException.TimedOut) {
            return tryAgain(ProblemType.TIMED_OUT, "The request was abandoned; nothing was changed.", 1, failure);
        }
        // Read-only is what a database is for a while when its role moves to another server.
        if (failure instanceof DatabaseException.Unavailable
                || failure instanceof DatabaseException.Interrupted
                || failure instanceof DatabaseException.ReadOnly) {
            return tryAgain(ProblemType.DATABASE_UNAVAILABLE, "Nothing was changed.", 5, failure);
        }
        if (failure instanceof DatabaseException.Conflict) {
            return tryAgain(
                    ProblemType.CONCURRENT_CHANGE,
                    "Another request changed the same data at the same time; nothing was changed.",
                    1,
                    failure);
        }
        if (failure instanceof DatabaseException.ConstraintViolated violated) {
            return constraint(violated);
        }
        if (failure instanceof DatabaseException.OutcomeUnknown) {
            return failed(
                    ProblemType.OUTCOME_UNKNOWN,
                    "The change may or may not have been made; look before you send it again.",
                    failure);
        }
        return failed(ProblemType.INTERNAL, UnexpectedExceptionMapper.DETAIL, failure);
    }

    private static DatabaseProblem constraint(DatabaseException.ConstraintViolated violated) {
        return switch (violated.kind()) {
            case UNIQUE -> conflict("Something like this exists already.");
            case FOREIGN_KEY -> conflict("Something that this refers to, or that refers to this, stands against it.");
            // The same request will fail again, so it is no failure of the service. That nothing refused it before the
            // database did may be a mistake in the program, which the log tells.
            case NOT_NULL, CHECK, OTHER ->
                new DatabaseProblem(
                        Incidents.logWarning(
                                Problem.of(
                                        ProblemType.CONFLICT,
                                        "The data break a rule of the database; nothing was changed."),
                                violated),
                        0);
        };
    }

    private static DatabaseProblem conflict(String detail) {
        return new DatabaseProblem(Problem.of(ProblemType.CONFLICT, detail), 0);
    }

    private static DatabaseProblem tryAgain(ProblemType type, String detail, int seconds, DatabaseException failure) {
        return new DatabaseProblem(Incidents.logWarning(Problem.of(type, detail), failure), seconds);
    }

    private static DatabaseProblem failed(ProblemType type, String detail, DatabaseException failure) {
        return new DatabaseProblem(Incidents.logError(Problem.of(type, detail), failure), 0);
    }
}
