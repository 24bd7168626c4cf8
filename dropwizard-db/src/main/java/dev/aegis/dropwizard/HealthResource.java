package dev.aegis.dropwizard;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Health for the outside: small, and without anything that tells how the service is built. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Readiness readiness;

    private final List<HealthBranch> branches;

    HealthResource(Readiness readiness, List<HealthBranch> branches) {
        this.readiness = readiness;
        this.branches = branches;
    }

    /** The body of every answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(String status, @Nullable String reason) {}

    /** Whether the service does its work. */
    @GET
    public Response health() {
        Readiness.Answer answer = readiness.answer();
        return respond(
                answer.isReady()
                        && branches.stream().allMatch(branch -> branch.fault().isEmpty()),
                null);
    }

    /** Whether the process lives: when not, start it again. Never asks the database, which no restart would cure. */
    @GET
    @Path("/live")
    public Response live() {
        return respond(true, null);
    }

    /** Whether to send requests here. */
    @GET
    @Path("/ready")
    public Response ready() {
        Readiness.Answer answer = readiness.answer();
        return respond(answer.isReady(), answer.reason());
    }

    private static Response respond(boolean healthy, @Nullable String reason) {
        return Response.status(healthy ? 200 : 503)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Status(healthy ? "healthy" : "unhealthy", reason))
                .build();
    }
}
