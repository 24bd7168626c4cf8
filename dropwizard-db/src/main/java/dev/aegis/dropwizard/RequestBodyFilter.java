package dev.aegis.dropwizard;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses bodies that are too large, compressed, or of no named type, before anything is made of them. */
final class RequestBodyFilter implements ContainerRequestFilter {
    static final int MAX_BYTES = 64 * 1024;

    private static final Pattern EMPTY_PARAMETER = Pattern.compile(";\\s*(;|$)");
    private static final String TRANSFER_ENCODING = "Transfer-Encoding";

    @Override
    public void filter(ContainerRequestContext request) {
        long length = announcedLength(request);
        if (length > 0 || request.getHeaderString(TRANSFER_ENCODING) != null) {
            requireKnownType(request);
        }
        if (length > MAX_BYTES) {
            throw new ProblemException(HttpProblems.tooLarge());
        }
        request.setEntityStream(new LimitedInputStream(request.getEntityStream(), MAX_BYTES));
    }

    private static void requireKnownType(ContainerRequestContext request) {
        @Nullable String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (!isOneType(request) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new NotSupportedException();
        }
    }

    /** A type that says what the body is: no range as in Accept, and no parameter that is not there. */
    private static boolean isOneType(ContainerRequestContext request) {
        @Nullable MediaType type = request.getMediaType();
        return type != null
                && !type.isWildcardType()
                && !type.isWildcardSubtype()
                && !EMPTY_PARAMETER
                        .matcher(request.getHeaderString(HttpHeaders.CONTENT_TYPE))
                        .find();
    }

    /** Jetty has refused what is not a number already. */
    private static long announcedLength(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return header == null ? 0 : Long.parseLong(header);
    }
}
