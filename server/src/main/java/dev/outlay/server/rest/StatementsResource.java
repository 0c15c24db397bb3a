package dev.outlay.server.rest;

import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
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

/// The closing of a month. What is closed is read as the report `chargeback`.
@Path("/api/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
public final class StatementsResource {

    private final Visitor visitor;

    StatementsResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Operation(
            operationId = "close",
            summary =
                    "Closes a month and answers with its statement, which never changes. Doing it again changes nothing.")
    @Tag(name = "Statements")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            required = true,
            description = "The month, UTC, which has ended. Example: 2026-10",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "showback or chargeback (default: chargeback)",
            schema = @Schema(enumeration = {"showback", "chargeback"}))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "How the answer is grouped, as in the report chargeback. Example: team,project",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The closed statement",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response close(@Context UriInfo uri, @Context Request request) throws SourceException {
        return TableResponse.of(visitor.outlay().close(new Parameters(uri.getQueryParameters())), request);
    }
}
