package dev.aegis.api.docs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /openapi.json}. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final byte[] document;

    OpenApiResource(OpenApi openApi) {
        this.document = openApi.json();
    }

    @GET
    public byte[] document() {
        return document;
    }
}
