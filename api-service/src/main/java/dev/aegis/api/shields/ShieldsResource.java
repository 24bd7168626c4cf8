package dev.aegis.api.shields;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.aegis.db.Database;
import dev.aegis.db.TransactionOptions;
import dev.aegis.dropwizard.ProblemException;
import dev.aegis.dropwizard.RequestObject;
import dev.aegis.shields.Shield;
import dev.aegis.shields.ShieldChange;
import dev.aegis.shields.ShieldDao;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /shields}. */
@Path("/shields")
@Produces(MediaType.APPLICATION_JSON)
public final class ShieldsResource {
    private static final String ONE = "{id: [1-9][0-9]*}";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Database database;
    private final Forge forge;

    ShieldsResource(Database database, Forge forge) {
        this.database = database;
        this.forge = forge;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response forge(RequestObject body) throws JsonProcessingException {
        Shield shield = forge.forge(ShieldRequests.toForge(body));
        return Response.created(URI.create("/shields/" + shield.id()))
                .entity(ShieldBody.of(shield))
                .build();
    }

    @GET
    public Response list(@QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        PageRequest page = PageRequest.of(limit, after);
        // One more than asked for tells whether there is another page.
        int wanted = page.limit() + 1;
        List<Shield> found = database.read(TransactionOptions.named("list shields"), tx -> {
            ShieldDao shields = tx.dao(ShieldDao.class);
            return page.before().isPresent()
                    ? shields.newestBefore(page.before().getAsLong(), wanted)
                    : shields.newest(wanted);
        });
        return Response.ok(ShieldPage.of(found, page.limit())).build();
    }

    @GET
    @Path(ONE)
    public Response get(@PathParam("id") long id) {
        return database.read(
                        TransactionOptions.named("get shield"),
                        tx -> tx.dao(ShieldDao.class).findById(id))
                .map(shield -> Response.ok(ShieldBody.of(shield)).build())
                .orElseThrow(() -> missing(id));
    }

    @PATCH
    @Path(ONE)
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Response change(@PathParam("id") long id, RequestObject body) {
        ShieldChange change = ShieldRequests.toChange(body);
        return database.inTransaction(
                        TransactionOptions.named("change shield"),
                        tx -> tx.dao(ShieldDao.class).change(id, change))
                .map(shield -> Response.ok(ShieldBody.of(shield)).build())
                .orElseThrow(() -> missing(id));
    }

    @DELETE
    @Path(ONE)
    public Response delete(@PathParam("id") long id) {
        boolean deleted = database.inTransaction(
                TransactionOptions.named("delete shield"),
                tx -> tx.dao(ShieldDao.class).delete(id));
        if (!deleted) {
            throw missing(id);
        }
        return Response.noContent().build();
    }

    private static ProblemException missing(long id) {
        return ProblemException.notFound("There is no shield " + id + ".");
    }
}
