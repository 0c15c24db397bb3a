package dev.outlay.server.rest;

import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Role;
import dev.outlay.server.access.Visitor;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The door of budgets: whether a job may start, and what is done about that. What was decided is read as the
/// reports `budget-reservations` and `budget-audit`.
@Path("/api/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
public final class DoorResource {

    private final Visitor visitor;

    DoorResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Path("{action: check|release|approve|override|policy}")
    public Response act(
            @PathParam("action") String action,
            @Context UriInfo uri,
            @Context Request request,
            @Context HttpHeaders headers)
            throws SourceException {
        Map<String, List<String>> given = new LinkedHashMap<>(uri.getQueryParameters());
        boolean written = given.containsKey("reserve") || given.containsKey("dry-run");
        if (written) {
            visitor.needs(Role.EDITOR);
            IdempotencyKeys.name(given, headers);
        }
        if (written && !given.containsKey("id") && !given.containsKey("run")) {
            // without an id of the caller's own, an ask that is sent again is another ask
            given.put("id", List.of("ask-" + UUID.randomUUID()));
        }
        return TableResponse.of(
                visitor.outlay().admissions().act(action, visitor.signed(new Parameters(given))), request);
    }
}
