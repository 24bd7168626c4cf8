package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A statement that failed because the database waits for a migration is no mistake in the program: 503. */
final class FailedStatementMapper implements ExceptionMapper<DatabaseException.Failed> {
    private final Readiness readiness;
    private final DatabaseExceptionMapper others = new DatabaseExceptionMapper();

    FailedStatementMapper(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Response toResponse(DatabaseException.Failed exception) {
        if (!readiness.answer().isSchemaBehind()) {
            return others.toResponse(exception);
        }
        Problem problem = Problem.of(ProblemType.NOT_READY, "The database waits for a migration.");
        return ProblemResponses.of(Incidents.logWarning(problem, exception))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }
}
