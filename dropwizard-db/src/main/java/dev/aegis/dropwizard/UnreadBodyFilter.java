package dev.aegis.dropwizard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what nobody has read of a body, as of one sent to an address that does not exist: the server would close the
 * connection with it, and a client that still sends would see that in place of the answer.
 */
final class UnreadBodyFilter implements ContainerResponseFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBodyFilter.class);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // A client that asks before it sends has sent nothing yet.
        if (request.getHeaderString("Expect") != null) {
            return;
        }
        try {
            InputStream body = request.getEntityStream();
            LimitedInputStream rest =
                    body instanceof LimitedInputStream limited ? limited : new LimitedInputStream(body, 0);
            rest.discardRest();
        } catch (IOException | RuntimeException e) {
            // Read and closed, unreadable, or the client is gone: nothing is left to wait for.
            LOG.trace("No rest of the body", e);
        }
    }
}
