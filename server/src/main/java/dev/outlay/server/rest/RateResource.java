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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// All usage rated anew, after a rate card has changed.
@Path("/api/v1/rate")
@Produces(MediaType.APPLICATION_JSON)
public final class RateResource {

    private final Visitor visitor;

    RateResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Operation(
            operationId = "rate",
            summary = "Rates all usage anew, after rate-card.yaml has changed. What comes out as before stays.")
    @Tag(name = "Prices")
    public Response rate(@Context UriInfo uri, @Context Request request) throws SourceException {
        new Parameters(uri.getQueryParameters()).only("rating", List.of());
        return TableResponse.of(visitor.outlay().rate(_ -> {}).table(), request);
    }
}
