package dev.outlay.server.rest;

import dev.outlay.automation.AutomationAnswers;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is done by itself: what the rules want, doing it, what was done, taking it back.
@Path("/api/v1/automation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Automation")
public final class AutomationResource {

    private static final String NOBODY = "REST";

    private final AutomationAnswers answers;
    private final Visitor visitor;

    AutomationResource(AutomationAnswers answers, Visitor visitor) {
        this.answers = answers;
        this.visitor = visitor;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Path("plan")
    @Operation(operationId = "automationPlan", summary = "What the rules want now, and why; does nothing.")
    @APIResponse(
            responseCode = "200",
            description = "A row for each rule and target; `wanted` says whether something is to be done",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response plan(@Context UriInfo uri, @Context Request request) throws SourceException {
        return TableResponse.of(answers.plan(given(uri)), request);
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Path("rules")
    @Operation(
            operationId = "automationRules",
            summary = "The rules and targets of automation.yaml with the state of each target.")
    @APIResponse(
            responseCode = "200",
            description = "A row for each rule; the part `targets` has a row for each target",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response rules(@Context UriInfo uri, @Context Request request) throws SourceException {
        return TableResponse.of(answers.rules(given(uri)), request);
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Path("history")
    @Operation(
            operationId = "automationHistory",
            summary = "What was decided, done, called off and taken back, by whom and why.")
    @Parameter(
            name = "last",
            in = ParameterIn.QUERY,
            description = "The last so many hours, days or weeks (default: 30d); or from and to",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A row for each action; the part `events` has every event behind them",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response history(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(answers.history(given(uri)), request);
    }

    @POST
    @Path("run")
    @Operation(
            operationId = "automationRun",
            summary = "Decides what the rules want; with apply, announces it and does what is due.")
    @Parameter(
            name = "apply",
            in = ParameterIn.QUERY,
            description = "Do what is due; without it, what would be done is told and written down only",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "Who asks for it, for the record",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "As the plan; the part `actions` says what became of each, `failed` counts what went wrong",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response run(@Context UriInfo uri, @Context Request request) throws SourceException {
        Parameters given = visitor.signed(given(uri));
        return TableResponse.of(answers.run(given, actor(given)), request);
    }

    @POST
    @Path("undo")
    @Operation(
            operationId = "automationUndo",
            summary = "Calls off what was announced, or brings back what was changed.")
    @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            required = true,
            description = "The action, as the history names it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "Who asks for it, for the record",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The action as it stands now",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response undo(@Context UriInfo uri, @Context Request request) throws SourceException {
        Parameters given = visitor.signed(given(uri));
        return TableResponse.of(answers.undo(given, actor(given)), request);
    }

    private static Parameters given(UriInfo uri) {
        return new Parameters(uri.getQueryParameters());
    }

    private static String actor(Parameters given) {
        return given.text(AutomationAnswers.BY.name()).orElse(NOBODY);
    }
}
