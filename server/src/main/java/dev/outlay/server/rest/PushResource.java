package dev.outlay.server.rest;

import dev.outlay.Pushing;
import dev.outlay.connect.file.PushedRun;
import dev.outlay.connect.file.PushedUsage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.report.Column;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.Consumes;
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
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What training code says of itself: runs and usage, at the end or as it goes. Each answer comes once it is in the
/// ledger and rated.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class PushResource {

    private static final int LONGEST_NAME = 200;

    private final Visitor visitor;
    private final ServerSettings settings;

    PushResource(Visitor visitor, ServerSettings settings) {
        this.visitor = visitor;
        this.settings = settings;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Path("runs")
    @Operation(operationId = "runs", summary = "The report runs, under a shorter address.")
    @Tag(name = "Runs")
    public Response runs(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(visitor.outlay().answer("runs", new Parameters(uri.getQueryParameters())), request);
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Path("runs/{run}")
    @Operation(operationId = "run", summary = "The report run of one run, under a shorter address.")
    @Tag(name = "Runs")
    public Response run(@PathParam("run") String run, @Context UriInfo uri, @Context Request request) {
        Map<String, List<String>> given = new LinkedHashMap<>(uri.getQueryParameters());
        given.put("id", List.of(run));
        return TableResponse.of(visitor.outlay().answer("run", new Parameters(given)), request);
    }

    @POST
    @Path("runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "pushRuns", summary = "Takes in runs as a runs file in JSON holds them: one, or a list.")
    @Tag(name = "Runs")
    @APIResponse(
            responseCode = "200",
            description = "How many were new and how many were known; all of it is in the ledger",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response pushRuns(InputStream body, @Context UriInfo uri, @Context Request request) throws SourceException {
        refuseAll(uri);
        return taken(PushedBody.facts(body, "runs", PushedRun::whole), null, request);
    }

    @POST
    @Path("usage")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "pushUsage",
            summary = "Takes in intervals of usage with the fields of a usage file, and rates them.")
    @Tag(name = "Runs")
    @APIResponse(
            responseCode = "200",
            description = "How many were new and how many were known; all of it is in the ledger and rated",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response pushUsage(InputStream body, @Context UriInfo uri, @Context Request request) throws SourceException {
        refuseAll(uri);
        List<Usage> usage = PushedBody.facts(body, "usage", (record, place) -> List.of(PushedUsage.of(record, place)));
        return taken(usage, null, request);
    }

    @POST
    @Path("runs/{run}/start")
    @Operation(operationId = "startRun", summary = "An attempt of a run starts and promises to be heard of.")
    @Tag(name = "Runs")
    @APIResponse(
            responseCode = "200",
            description = "The attempt as it stands",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response start(
            @PathParam("run") String run, InputStream body, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        refuseAll(uri);
        Json.Fields said = PushedBody.object(body);
        return word(
                () -> {
                    Integer attempt = PushedRun.attempt(said);
                    int number = attempt == null ? 1 : attempt;
                    Run last = pushes().attempt(named(run), number).orElse(null);
                    return PushedRun.started(run, number, said, last, now());
                },
                request);
    }

    @POST
    @Path("runs/{run}/heartbeat")
    @Operation(operationId = "heartbeatRun", summary = "An attempt runs on; the body may hold metrics.")
    @Tag(name = "Runs")
    @APIResponse(
            responseCode = "200",
            description = "The attempt as it stands",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response heartbeat(
            @PathParam("run") String run, InputStream body, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        refuseAll(uri);
        Json.Fields said = PushedBody.object(body);
        return word(() -> PushedRun.running(said, started(run, said), now()), request);
    }

    @POST
    @Path("runs/{run}/end")
    @Operation(operationId = "endRun", summary = "An attempt ends: well, unless the body holds another status.")
    @Tag(name = "Runs")
    @APIResponse(
            responseCode = "200",
            description = "The attempt as it stands",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response end(@PathParam("run") String run, InputStream body, @Context UriInfo uri, @Context Request request)
            throws SourceException {
        refuseAll(uri);
        Json.Fields said = PushedBody.object(body);
        return word(() -> PushedRun.ended(said, started(run, said), now()), request);
    }

    /// Makes the word of an attempt.
    private interface Word {
        Run said() throws WrongField;
    }

    private Response word(Word word, Request request) throws SourceException {
        Run run;
        try {
            run = word.said();
        } catch (WrongField e) {
            throw new CallersMistake(PushedBody.told(e), e);
        }
        return taken(List.of(run), run, request);
    }

    private Response taken(List<? extends Fact> facts, @Nullable Run word, Request request) throws SourceException {
        Appended appended = pushes().push(facts);
        if (appended.refused() > 0) {
            throw new ProblemException(new Problem(
                    "urn:outlay:conflict",
                    "Something else was said before",
                    409,
                    appended.refused() + " of " + facts.size()
                            + " were refused: their ids are known with other content, or they are of a team that you do"
                            + " not see; the others are in the ledger",
                    "facts are never changed: give what is corrected an id, or a later updated_at, of its own; GET"
                            + " /api/v1/reports/refused says why each was refused"));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("added", Long.toString(appended.added()));
        heading.put("known", Long.toString(appended.known()));
        if (word != null) {
            heading.put("run", word.run());
            heading.put("attempt", Integer.toString(word.attempt()));
            heading.put("status", word.status().text());
            heading.put("at", word.at().toString());
        }
        return TableResponse.of(
                Table.of(
                        "push",
                        heading,
                        List.of(Column.decimal("added", null), Column.decimal("known", null)),
                        List.of(List.of(Long.toString(appended.added()), Long.toString(appended.known()))),
                        List.of()),
                request);
    }

    private Run started(String run, Json.Fields said) throws WrongField {
        Integer attempt = PushedRun.attempt(said);
        Optional<Run> last = attempt == null ? pushes().latest(named(run)) : pushes().attempt(named(run), attempt);
        return last.orElseThrow(() -> new ProblemException(new Problem(
                "urn:outlay:not-found",
                "There is no such attempt",
                404,
                (attempt == null ? "no attempt" : "attempt " + attempt) + " of the run " + run + " was heard of",
                "say first that it starts: POST /api/v1/runs/" + run + "/start")));
    }

    private static String named(String run) {
        if (run.isBlank() || run.length() > LONGEST_NAME) {
            throw new CallersMistake("a run has a name of 1 to " + LONGEST_NAME + " characters");
        }
        return run;
    }

    private Pushing pushes() {
        return visitor.outlay().pushes();
    }

    private Instant now() {
        // as ledgers keep instants, so that what is said again has the same id
        return settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void refuseAll(UriInfo uri) {
        new Parameters(uri.getQueryParameters()).only("a push", List.of());
    }
}
