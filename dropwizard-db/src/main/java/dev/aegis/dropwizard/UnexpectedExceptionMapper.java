package dev.aegis.dropwizard;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.glassfish.jersey.server.internal.LocalizationMessages;
import org.jspecify.annotations.Nullable;

/** The last resort: logs what nobody has expected, once, and tells the client no more than where to find it. */
final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
    static final String DETAIL = "It is not your fault. The log has more under the identifier in \"instance\".";

    private static final int LONGEST_CHAIN = 20;

    @Override
    public Response toResponse(Throwable error) {
        int status = clientFault(error);
        if (status != 0) {
            return ProblemResponses.of(HttpProblems.of(status)).build();
        }
        return ProblemResponses.of(Incidents.logError(Problem.of(ProblemType.INTERNAL, DETAIL), error))
                .build();
    }

    /** The status for a client that went away, stopped sending or broke the rules of HTTP in its body; 0 otherwise. */
    private static int clientFault(Throwable error) {
        @Nullable Throwable cause = error;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            if (cause instanceof HttpException http && http.getCode() < 500) {
                return http.getCode();
            }
            if (cause instanceof EofException) {
                return 400;
            }
            if (cause instanceof IllegalStateException
                    && LocalizationMessages.FORM_PARAM_CONTENT_TYPE_ERROR().equals(cause.getMessage())) {
                return 415; // a resource wants a form, and this is none
            }
            cause = cause.getCause();
        }
        return 0;
    }
}
