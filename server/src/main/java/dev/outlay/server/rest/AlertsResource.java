package dev.outlay.server.rest;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Alerts: those there are, what happened to them, and what people do about them. Every answer is a table.
@Path("/api/v1/alerts")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@Tag(name = "Alerts")
public final class AlertsResource {

    private static final String ID = "id";

    private final Visitor visitor;

    AlertsResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    @Operation(operationId = "alerts", summary = "The alerts that are not over; takes what the report alerts takes.")
    public Response list(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("alerts", given(uri)), request);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "alert", summary = "One alert: its figures, the facts it rests on, its history.")
    public Response show(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("alert", given(uri, id)), request);
    }

    @GET
    @Path("history")
    @Operation(operationId = "alertHistory", summary = "What happened to alerts, when and by whom.")
    public Response history(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("alert-history", given(uri)), request);
    }

    @GET
    @Path("silences")
    @Operation(operationId = "alertSilences", summary = "Which alerts are kept silent, by whom and until when.")
    public Response silences(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("alert-silences", given(uri)), request);
    }

    @GET
    @Path("rules")
    @Operation(operationId = "alertRules", summary = "Every rule with the thresholds that count.")
    public Response rules(@Context UriInfo uri, @Context Request request) {
        refuseAll(uri);
        return TableResponse.of(visitor.alerting().rules(), request);
    }

    @POST
    @Path("check")
    @Operation(
            operationId = "checkAlerts",
            summary = "Looks once at all that is watched and queues what is to be told.")
    public Response check(@Context UriInfo uri, @Context Request request) throws SourceException {
        refuseAll(uri);
        return TableResponse.of(visitor.alerting().check(), request);
    }

    @POST
    @Path("{id}/acknowledge")
    @Operation(operationId = "acknowledgeAlert", summary = "Takes an alert on, so that it goes no further.")
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            required = true,
            description = "Who takes it on",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "note",
            in = ParameterIn.QUERY,
            description = "What there is to say about it",
            schema = @Schema(type = SchemaType.STRING))
    public Response acknowledge(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        return TableResponse.of(visitor.alerting().acknowledge(visitor.signed(given(uri, id))), request);
    }

    @POST
    @Path("{id}/resolve")
    @Operation(
            operationId = "resolveAlert",
            summary = "Ends an alert; it fires again only when its condition was gone, or is worse.")
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            required = true,
            description = "Who ends it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "note",
            in = ParameterIn.QUERY,
            description = "What there is to say about it",
            schema = @Schema(type = SchemaType.STRING))
    public Response resolve(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        return TableResponse.of(visitor.alerting().resolve(visitor.signed(given(uri, id))), request);
    }

    @POST
    @Path("silences")
    @Operation(
            operationId = "silenceAlerts",
            summary = "Keeps alerts of a rule, with labels, or one alert, from being told for a while.")
    @Parameter(
            name = "for",
            in = ParameterIn.QUERY,
            required = true,
            description = "How long. Example: 2h",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            required = true,
            description = "Who silences them",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "rule",
            in = ParameterIn.QUERY,
            description = "Alerts of this rule",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "alert",
            in = ParameterIn.QUERY,
            description = "This alert",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "label",
            in = ParameterIn.QUERY,
            description = "Alerts with this label; may be given several times. Example: team=vision",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "note", in = ParameterIn.QUERY, description = "Why", schema = @Schema(type = SchemaType.STRING))
    public Response silence(@Context UriInfo uri, @Context Request request) throws SourceException {
        return TableResponse.of(visitor.alerting().silence(visitor.signed(given(uri))), request);
    }

    @POST
    @Path("silences/{id}/end")
    @Operation(operationId = "endSilence", summary = "Ends a silence before its time; what still fires is told then.")
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            required = true,
            description = "Who ends it",
            schema = @Schema(type = SchemaType.STRING))
    public Response unsilence(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        return TableResponse.of(visitor.alerting().unsilence(visitor.signed(given(uri, id))), request);
    }

    private static Parameters given(UriInfo uri) {
        return new Parameters(uri.getQueryParameters());
    }

    /// The parameters of the query, and the id that stands in the path.
    private static Parameters given(UriInfo uri, String id) {
        if (uri.getQueryParameters().containsKey(ID)) {
            throw new CallersMistake("id stands in the path already: leave it out of the query");
        }
        Map<String, List<String>> all = new LinkedHashMap<>(uri.getQueryParameters());
        all.put(ID, List.of(id));
        return new Parameters(all);
    }

    private static void refuseAll(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new CallersMistake("unknown parameter "
                    + String.join(", ", uri.getQueryParameters().keySet()) + ": this address takes none");
        }
    }
}
