package dev.outlay.server.rest;

import dev.outlay.connect.channel.PostOffice;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/// The channels that tell of alerts: which there are, trying one, and sending again what did not arrive. What was
/// delivered is read as the report `deliveries`.
@Path("/api/v1")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
public final class ChannelsResource {

    private static final String NOBODY = "REST";

    private final PostOffice office;
    private final Visitor visitor;

    ChannelsResource(PostOffice office, Visitor visitor) {
        this.office = office;
        this.visitor = visitor;
    }

    @GET
    @Path("channels")
    @Operation(operationId = "channels", summary = "The channels that alerts.yaml sets up.")
    @Tag(name = "Alerts")
    @APIResponse(
            responseCode = "200",
            description = "A row for each channel; no address and no secret",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response channels(@Context UriInfo uri, @Context Request request) {
        refuseOthers(uri, Set.of());
        return TableResponse.of(office.list(), request);
    }

    @POST
    @Path("channels/{name}/test")
    @Operation(
            operationId = "testChannel",
            summary = "Sends a test message through a channel, once and now, and says what happened.")
    @Tag(name = "Alerts")
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "Who asks for it, for the record",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "`delivered` is true where the receiver took it; `said` is what it answered",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response test(@PathParam("name") String name, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        refuseOthers(uri, Set.of("by"));
        Parameters given = visitor.signed(new Parameters(uri.getQueryParameters()));
        return TableResponse.of(office.test(name, given.text("by").orElse(NOBODY)), request);
    }

    @POST
    @Path("deliveries/retry")
    @Operation(operationId = "retryDelivery", summary = "Sends a message again that is dead or unknown.")
    @Tag(name = "Alerts")
    @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            required = true,
            description = "The delivery, as the report deliveries names it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "Who asks for it, for the record",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "How far the delivery has come",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response retry(@Context UriInfo uri, @Context Request request) throws SourceException {
        refuseOthers(uri, Set.of("id", "by"));
        Parameters given = visitor.signed(new Parameters(uri.getQueryParameters()));
        String id = given.text("id")
                .orElseThrow(() -> new CallersMistake("id is missing: the delivery to try again, such as"
                        + " budget/vision/2026-11/80/trigger@oncall; the report deliveries names them"));
        return TableResponse.of(office.retry(id, given.text("by").orElse(NOBODY)), request);
    }

    private static void refuseOthers(UriInfo uri, Set<String> known) {
        Set<String> others = new TreeSet<>(uri.getQueryParameters().keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new CallersMistake("unknown parameter " + String.join(", ", others) + ": "
                    + (known.isEmpty()
                            ? "this address takes none"
                            : "this address takes " + String.join(", ", new TreeSet<>(known))));
        }
    }
}
