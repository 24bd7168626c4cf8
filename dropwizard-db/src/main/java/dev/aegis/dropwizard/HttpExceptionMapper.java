package dev.aegis.dropwizard;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Gives what JAX-RS refuses by itself (no such path, method, media type) a problem document. */
final class HttpExceptionMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException exception) {
        Response response = exception.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        Response.ResponseBuilder problem = ProblemResponses.of(HttpProblems.of(response.getStatus()));
        response.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> problem.header(name, value));
            }
        });
        return problem.build();
    }
}
