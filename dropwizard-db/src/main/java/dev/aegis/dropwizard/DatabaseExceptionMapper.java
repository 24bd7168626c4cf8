package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Tells the client what it can do about a failure of the database, and nothing about the database: 503 with Retry-After
 * when nothing was done and the same request may succeed later, 409 when it lost against another one, and 500 without
 * Retry-After when it may have been done already.
 */
final class DatabaseExceptionMapper implements ExceptionMapper<DatabaseException> {
    @Override
    public Response toResponse(DatabaseException exception) {
        if (exception instanceof DatabaseException.PoolExhausted) {
            return tryAgain(ProblemType.POOL_EXHAUSTED, "All connections to the database are in use.", 1, exception);
        }
        if (exception instanceof DatabaseException.TimedOut) {
            return tryAgain(ProblemType.TIMED_OUT, "The request was abandoned; nothing was changed.", 1, exception);
        }
        // Read-only is what a database is for a while when its role moves to another server.
        if (exception instanceof DatabaseException.Unavailable
                || exception instanceof DatabaseException.Interrupted
                || exception instanceof DatabaseException.ReadOnly) {
            return tryAgain(ProblemType.DATABASE_UNAVAILABLE, "Nothing was changed.", 5, exception);
        }
        if (exception instanceof DatabaseException.Conflict) {
            return conflict("Another request changed the same at the same time; nothing was changed, try again.");
        }
        if (exception instanceof DatabaseException.ConstraintViolated violated) {
            return constraint(violated);
        }
        if (exception instanceof DatabaseException.OutcomeUnknown) {
            return failure(
                    ProblemType.OUTCOME_UNKNOWN,
                    "The change may or may not have been made; look before you send it again.",
                    exception);
        }
        return failure(ProblemType.INTERNAL, UnexpectedExceptionMapper.DETAIL, exception);
    }

    private static Response constraint(DatabaseException.ConstraintViolated violated) {
        return switch (violated.kind()) {
            case UNIQUE -> conflict("Something like this exists already.");
            case FOREIGN_KEY -> conflict("Something that this refers to, or that refers to this, stands against it.");
            // Validation should have refused it: a mistake in the program.
            case NOT_NULL, CHECK, OTHER -> failure(ProblemType.INTERNAL, UnexpectedExceptionMapper.DETAIL, violated);
        };
    }

    private static Response conflict(String detail) {
        return ProblemResponses.of(Problem.of(ProblemType.CONFLICT, detail)).build();
    }

    private static Response tryAgain(ProblemType type, String detail, int seconds, DatabaseException exception) {
        return ProblemResponses.of(Incidents.logWarning(Problem.of(type, detail), exception))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    private static Response failure(ProblemType type, String detail, DatabaseException exception) {
        return ProblemResponses.of(Incidents.logError(Problem.of(type, detail), exception))
                .build();
    }
}
