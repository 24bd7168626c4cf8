package dev.aegis.dropwizard;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** The last resort: logs what nobody has expected, once, and tells the client no more than where to find it. */
final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
    static final String DETAIL = "It is not your fault. The log has more under the identifier in \"instance\".";

    @Override
    public Response toResponse(Throwable error) {
        // The client went away, or broke the rules of HTTP, in the middle of its request.
        if (error instanceof EofException) {
            return ProblemResponses.of(HttpProblems.of(400)).build();
        }
        if (error instanceof HttpException http && http.getCode() < 500) {
            return ProblemResponses.of(HttpProblems.of(http.getCode())).build();
        }
        return ProblemResponses.of(Incidents.logError(Problem.of(ProblemType.INTERNAL, DETAIL), error))
                .build();
    }
}
