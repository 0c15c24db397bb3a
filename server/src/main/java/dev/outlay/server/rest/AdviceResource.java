package dev.outlay.server.rest;

import dev.outlay.ledger.SourceException;
import dev.outlay.recommend.Status;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What people decide about advice. The advice itself is read as the report `recommend`.
@Path("/api/v1/advice")
@Produces(MediaType.APPLICATION_JSON)
public final class AdviceResource {

    private static final String BY = "by";
    private static final String REASON = "reason";

    private final Visitor visitor;

    AdviceResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Path("{id}/{status: accepted|dismissed|done}")
    @Operation(
            operationId = "decideAdvice",
            summary =
                    "Records that an advice was accepted, dismissed or done, and answers with it. Doing it again changes nothing.")
    @Tag(name = "Advice")
    @Parameter(
            name = BY,
            in = ParameterIn.QUERY,
            description = "Who says so. Example: ada",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = REASON,
            in = ParameterIn.QUERY,
            description = "Why; a dismissal needs it. Example: kept for the release",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Where the span that is looked at begins, as in the report recommend",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Where it ends",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "last",
            in = ParameterIn.QUERY,
            description = "In place of both, how far back it reaches (default: 30d)",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The advice as it stands now",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response decide(
            @PathParam("id") String id,
            @PathParam("status") String status,
            @Context UriInfo uri,
            @Context Request request)
            throws SourceException {
        Parameters given = visitor.signed(new Parameters(uri.getQueryParameters()));
        Map<String, List<String>> span = new LinkedHashMap<>(given.values());
        span.remove(BY);
        span.remove(REASON);
        List<String> known =
                Period.PARAMETERS.stream().map(parameter -> parameter.name()).toList();
        span.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CallersMistake("a decision about advice knows no parameter '" + name + "': it takes " + BY + ", "
                    + REASON + ", " + String.join(", ", known));
        });
        return TableResponse.of(
                visitor.outlay()
                        .advice()
                        .decide(
                                id,
                                Status.of(status),
                                given.text(BY).orElse(null),
                                given.text(REASON).orElse(null),
                                new Parameters(span)),
                request);
    }
}
