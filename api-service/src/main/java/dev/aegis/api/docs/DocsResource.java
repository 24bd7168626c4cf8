package dev.aegis.api.docs;

import dev.aegis.dropwizard.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code /docs}: Swagger UI on this service's document. The browser may load nothing from anywhere else. */
@Path("/docs")
public final class DocsResource {
    // Swagger UI puts styles on its elements and has small pictures in its style sheet.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, StaticFile> files;

    DocsResource(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    @GET
    public Response page() {
        return file("index.html");
    }

    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name) {
        StaticFile file = files.get(name);
        if (file == null) {
            throw ProblemException.notFound("There is nothing at this address.");
        }
        return Response.ok(file.content(), file.mediaType())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
