package dev.aegis.dropwizard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import org.slf4j.MDC;

/** Has every line of the log that is written for a request say which one, such as {@code POST /accounts}. */
@PreMatching
final class RequestNameFilter implements ContainerRequestFilter, ContainerResponseFilter {
    static final String KEY = "request";

    private static final int MAX_LENGTH = 200;

    @Override
    public void filter(ContainerRequestContext request) {
        // Raw: nothing in it can begin a new line.
        String name =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        MDC.put(KEY, name.substring(0, Math.min(name.length(), MAX_LENGTH)));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MDC.remove(KEY);
    }
}
