package dev.outlay.server.rest;

import dev.outlay.connect.GridFetch;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How much carbon the electricity of grids stands for, from services that tell.
@Path("/api/v1/grids")
@Produces(MediaType.APPLICATION_JSON)
public final class GridsResource {

    private final GridFetch fetch;

    GridsResource(GridFetch fetch) {
        this.fetch = fetch;
    }

    @POST
    @Path("fetch")
    @Operation(
            operationId = "fetchGrids",
            summary = "Takes intensities of grids in, past and forecast. Asking again changes nothing.")
    @Tag(name = "Carbon")
    public Response fetch(@Context UriInfo uri, @Context Request request) throws SourceException {
        return TableResponse.of(fetch.fetch(new Parameters(uri.getQueryParameters()), _ -> {}), request);
    }
}
