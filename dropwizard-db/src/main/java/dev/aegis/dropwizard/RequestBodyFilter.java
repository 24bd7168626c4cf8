package dev.aegis.dropwizard;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses bodies that are too large, compressed, or of no named type, before anything is made of them. */
final class RequestBodyFilter implements ContainerRequestFilter {
    static final int MAX_BYTES = 64 * 1024;

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (WITH_BODY.contains(request.getMethod()) && request.hasEntity()) {
            requireKnownType(request);
        }
        LimitedInputStream body = new LimitedInputStream(request.getEntityStream(), MAX_BYTES);
        if (announcedLength(request.getHeaderString(HttpHeaders.CONTENT_LENGTH)) > MAX_BYTES) {
            throw body.tooLarge();
        }
        request.setEntityStream(body);
    }

    private static void requireKnownType(ContainerRequestContext request) {
        @Nullable String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (request.getMediaType() == null || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new NotSupportedException();
        }
    }

    /** Jetty has refused what is not a number already. */
    private static long announcedLength(@Nullable String header) {
        return header == null ? 0 : Long.parseLong(header);
    }
}
