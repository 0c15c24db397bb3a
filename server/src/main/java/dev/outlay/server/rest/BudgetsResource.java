package dev.outlay.server.rest;

import dev.outlay.BudgetAction;
import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is done to budgets. How they stand is read as the reports `budget-status`, `budget-report` and others.
@Path("/api/v1/budgets")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
public final class BudgetsResource {

    private static final Parameter NAME =
            Parameter.one("name", "budgets.yaml", "The file's own name, which stands in messages and says its form");
    private static final Parameter PRUNE = Parameter.flag("prune", "Delete the budgets that the file does not state");
    private static final Parameter CURRENCY =
            Parameter.one("currency", "USD", "The currency of amounts in JSON of an older tool that say none");
    private static final Parameter BY = Parameter.one("by", "ada", "Who does this, for the history");
    static final List<Parameter> SET = List.of(NAME, PRUNE, CURRENCY, BY);

    /// So that nothing is stated between the look at what there is and its replacement.
    private static final Object ONE_AFTER_THE_OTHER = new Object();

    private final Visitor visitor;

    BudgetsResource(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    @Operation(operationId = "budgets", summary = "Every budget as it was stated; the same as the report budgets.")
    @Tag(name = "Budgets")
    public Response budgets(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("budgets", new Parameters(uri.getQueryParameters())), request);
    }

    @PUT
    @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, "application/octet-stream"})
    public Response set(
            @Context UriInfo uri,
            @Context Request request,
            @Context HttpHeaders headers,
            @Schema(type = SchemaType.STRING) InputStream body)
            throws SourceException, IOException {
        Parameters given = visitor.signed(new Parameters(uri.getQueryParameters()).only("the setting of budgets", SET));
        String match = headers.getHeaderString("If-Match");
        if (match == null && given.flag(PRUNE.name())) {
            throw new ProblemException(Problem.unconditional("setting budgets with prune", "/api/v1/budgets"));
        }
        byte[] bytes = body.readNBytes((int) Connectors.LARGEST_BUDGETS + 1);
        if (bytes.length > Connectors.LARGEST_BUDGETS) {
            throw new ProblemException(Problem.tooLarge(Connectors.LARGEST_BUDGETS));
        }
        synchronized (ONE_AFTER_THE_OTHER) {
            Outlay outlay = visitor.outlay();
            TableResponse.requireMatch(match, outlay.answer("budgets", Parameters.NONE), "/api/v1/budgets");
            return TableResponse.of(
                    outlay.budgets()
                            .set(
                                    Connectors.budgets(
                                            given.text(NAME.name()).orElse(NAME.example()),
                                            new String(bytes, StandardCharsets.UTF_8),
                                            given.text(CURRENCY.name()).orElse(null)),
                                    given.flag(PRUNE.name()),
                                    given.text(BY.name()).orElse(null)),
                    request);
        }
    }

    @POST
    @Path("{action: create|record|reset|delete}")
    public Response act(
            @PathParam("action") String action,
            @Context UriInfo uri,
            @Context Request request,
            @Context HttpHeaders headers)
            throws SourceException {
        BudgetAction asked = BudgetAction.named(action).orElseThrow();
        Map<String, List<String>> given = new LinkedHashMap<>(uri.getQueryParameters());
        if (asked == BudgetAction.RECORD) {
            IdempotencyKeys.name(given, headers);
        }
        synchronized (ONE_AFTER_THE_OTHER) {
            return TableResponse.of(
                    visitor.outlay().budgets().act(asked, visitor.signed(new Parameters(given))), request);
        }
    }
}
