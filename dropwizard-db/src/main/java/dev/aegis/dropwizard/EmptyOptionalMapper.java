package dev.aegis.dropwizard;

import io.dropwizard.jersey.optional.EmptyOptionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A resource that returns an empty {@code Optional} has nothing at this address. */
final class EmptyOptionalMapper implements ExceptionMapper<EmptyOptionalException> {
    @Override
    public Response toResponse(EmptyOptionalException exception) {
        return ProblemResponses.of(HttpProblems.of(404)).build();
    }
}
