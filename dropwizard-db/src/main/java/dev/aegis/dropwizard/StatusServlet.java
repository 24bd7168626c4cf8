package dev.aegis.dropwizard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code GET /health} on the port for administration: yes or no, and why, for probes that come often. */
final class StatusServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;

    private final transient ServiceHealth health;
    private final String service;

    StatusServlet(ObjectMapper mapper, ServiceHealth health, String service) {
        super(mapper, "GET", "HEAD");
        this.health = health;
        this.service = service;
    }

    private record Status(
            String service, String status, @Nullable String reason) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String reason = health.fault().orElse(null);
        write(
                response,
                reason == null ? 200 : 503,
                new Status(service, reason == null ? "healthy" : "unhealthy", reason));
    }
}
