package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers with the problem document of what the database threw. */
final class DatabaseExceptionMapper implements ExceptionMapper<DatabaseException> {
    @Override
    public Response toResponse(DatabaseException exception) {
        DatabaseProblem answer = DatabaseProblem.of(exception);
        Response.ResponseBuilder response = ProblemResponses.of(answer.problem());
        if (answer.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds());
        }
        return response.build();
    }
}
