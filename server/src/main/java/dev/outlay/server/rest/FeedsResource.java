package dev.outlay.server.rest;

import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The price feeds of providers: how they went, and the fetching of them.
@Path("/api/v1")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
public final class FeedsResource {

    private static final Set<String> PARAMETERS = new TreeSet<>(List.of("provider", "accept-shrunk"));

    private final PriceFetch fetch;

    FeedsResource(PriceFetch fetch) {
        this.fetch = fetch;
    }

    @GET
    @Path("feeds")
    @Operation(operationId = "feeds", summary = "The price feeds there are, and how they went the last time.")
    @Tag(name = "Prices")
    @APIResponse(
            responseCode = "200",
            description =
                    "A row for each feed with its status: fresh, partial, stale, failed, refused, not-set-up, never",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response feeds(@Context UriInfo uri, @Context Request request) {
        refuseOthers(uri, Set.of());
        return TableResponse.of(fetch.status(), request);
    }

    @POST
    @Path("prices/fetch")
    @Operation(
            operationId = "fetchPrices",
            summary = "Fetches prices from the feeds of providers into the ledger and rates the usage they touch."
                    + " A feed that fails is said in the answer and keeps no other from being read.")
    @Tag(name = "Prices")
    @Parameter(
            name = "provider",
            in = ParameterIn.QUERY,
            description = "Only the feeds of this provider, or the feed of this name; may be given several times",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "accept-shrunk",
            in = ParameterIn.QUERY,
            description = "Take a feed that has less than half of the prices it had before",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "200",
            description = "A row for each feed that was read; `failed` counts those of which something failed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response fetch(@Context UriInfo uri, @Context Request request) throws SourceException, IOException {
        refuseOthers(uri, PARAMETERS);
        List<String> providers = uri.getQueryParameters().getOrDefault("provider", List.of());
        return TableResponse.of(fetch.fetch(new PriceFetch.Wish(providers, acceptsShrunk(uri)), _ -> {}), request);
    }

    private static boolean acceptsShrunk(UriInfo uri) {
        String text = uri.getQueryParameters().getFirst("accept-shrunk");
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true", "" -> true;
            default -> throw new CallersMistake("accept-shrunk is true or false, not " + text);
        };
    }

    private static void refuseOthers(UriInfo uri, Set<String> known) {
        Set<String> others = new TreeSet<>(uri.getQueryParameters().keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new CallersMistake("unknown parameter " + String.join(", ", others) + ": "
                    + (known.isEmpty() ? "the list of feeds takes none" : "a fetch takes " + String.join(", ", known)));
        }
    }
}
