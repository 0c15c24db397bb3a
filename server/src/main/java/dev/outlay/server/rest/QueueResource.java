package dev.outlay.server.rest;

import dev.outlay.connect.file.QueueFile;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
import jakarta.ws.rs.Consumes;
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

/// Plans of jobs that wait.
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
public final class QueueResource {

    private final Visitor visitor;

    QueueResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Path("plan")
    @Consumes({"application/yaml", MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "queuePlan",
            summary = "When the jobs of a queue file run within its quota, when each ends, and what it costs.")
    @Tag(name = "Queue")
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            description = "What the file is called in messages. Example: jobs.yaml",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "ledger-spend",
            in = ParameterIn.QUERY,
            description = "Whether what teams have spent this month counts against their share",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "200",
            description = "The plan, with its teams",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response plan(String yaml, @Context UriInfo uri, @Context Request request) {
        var parameters = new Parameters(uri.getQueryParameters());
        String name = parameters.text("name").orElse("the queue");
        return TableResponse.of(
                visitor.outlay().queue(QueueFile.parse(name, yaml), parameters.flag("ledger-spend")), request);
    }
}
