package dev.aegis.dropwizard;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Health for the outside: small, and without anything that tells how the service is built. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final ServiceHealth health;

    HealthResource(ServiceHealth health) {
        this.health = health;
    }

    /** The body of every answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(String status, @Nullable String reason) {}

    /** Whether the service does all of its work. */
    @GET
    public Response health() {
        return respond(health.fault().isEmpty(), null);
    }

    /** Whether the process lives: when not, start it again. Never asks the database, which no restart would cure. */
    @GET
    @Path("/live")
    public Response live() {
        return respond(true, null);
    }

    /** Whether to send requests here: they can read and write. */
    @GET
    @Path("/ready")
    public Response ready() {
        return respond(health.writes().answer());
    }

    /** Whether to send requests here that only read: a primary that fails takes no reader out of a fleet with replicas. */
    @GET
    @Path("/ready/reads")
    public Response readyForReads() {
        return respond(health.reads().answer());
    }

    private static Response respond(Readiness.Answer answer) {
        return respond(answer.isReady(), answer.reason());
    }

    private static Response respond(boolean healthy, @Nullable String reason) {
        return Response.status(healthy ? 200 : 503)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Status(healthy ? "healthy" : "unhealthy", reason))
                .build();
    }
}
