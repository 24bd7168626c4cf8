package dev.aegis.dropwizard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource as those write it who know Dropwizard. */
@Path("/standard")
@Produces(MediaType.APPLICATION_JSON)
public final class StandardResource {

    /** An ordinary record as a body. */
    public record Potion(
            @NotBlank @Nullable String name,
            @Min(1) @Max(10) int strengthInDrops,
            @Nullable LocalDate brewedOn,
            @Nullable List<@NotBlank String> tags,
            @Valid @Nullable Bottle bottle) {}

    /** A part of one. */
    public record Bottle(@Max(100) int sizeInMl) {
        public Bottle {
            if (sizeInMl == 13) {
                throw new IllegalArgumentException("secret of the program");
            }
        }
    }

    /** What cannot be read by Jackson: there is no way to make one. */
    public interface Unmakeable {
        String name();
    }

    /** What fails while it is written. */
    public static final class Unwritable {
        public String getName() {
            return List.of("a").get(1);
        }
    }

    @POST
    @Path("valid")
    public Potion valid(@Valid @NotNull Potion body) {
        return body;
    }

    @POST
    @Path("plain")
    public Potion plain(Potion body) {
        return body;
    }

    @POST
    @Path("many")
    public int many(List<@Valid Potion> body) {
        return body.size();
    }

    @POST
    @Path("unmakeable")
    public String unmakeable(Unmakeable body) {
        return body.name();
    }

    @GET
    @Path("search")
    public int search(@QueryParam("max_results") @DefaultValue("1") @Min(1) @Max(5) int maxResults) {
        return maxResults;
    }

    @GET
    @Path("optional")
    public Optional<Potion> optional() {
        return Optional.empty();
    }

    @POST
    @Path("form")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
    public String form(@FormParam("name") @Nullable String name) {
        return "\"" + name + "\"";
    }

    @GET
    @Path("returned")
    @Valid
    public Potion returned() {
        return new Potion("", 0, null, null, null);
    }

    @GET
    @Path("own-json")
    public Potion ownJson() throws JsonProcessingException {
        return new ObjectMapper().readValue("{\"name\": secret of the program}", Potion.class);
    }

    @GET
    @Path("unwritable")
    public Object unwritable() {
        return new Unwritable();
    }
}
