package dev.aegis.dropwizard;

import jakarta.ws.rs.core.Response;

/** Problem documents as JAX-RS responses. */
final class ProblemResponses {
    private ProblemResponses() {}

    static Response.ResponseBuilder of(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
