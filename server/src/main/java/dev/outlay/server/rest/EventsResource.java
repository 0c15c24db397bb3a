package dev.outlay.server.rest;

import dev.outlay.server.access.Visitor;
import dev.outlay.server.live.Cursor;
import dev.outlay.server.live.LiveKind;
import dev.outlay.server.live.LiveStreams;
import dev.outlay.units.CallersMistake;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What comes into the ledger, as server-sent events.
@Path("/api/v1/events")
public final class EventsResource {

    private static final String KIND = "kind";
    private static final String AFTER = "after";

    private final Visitor visitor;
    private final LiveStreams streams;
    private final CurrentVertxRequest request;

    EventsResource(Visitor visitor, LiveStreams streams, CurrentVertxRequest request) {
        this.visitor = visitor;
        this.streams = streams;
        this.request = request;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "events",
            summary = "What comes into the ledger, as server-sent events: spend, runs, imports, alerts, budgets.")
    @Tag(name = "Events")
    @Parameter(
            name = KIND,
            in = ParameterIn.QUERY,
            description =
                    "Only these kinds, repeated or separated by commas: spend, run, import, alert, budget, advice,"
                            + " automation. Example: spend",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = AFTER,
            in = ParameterIn.QUERY,
            description = "The id of the last event that is known, where the header Last-Event-ID cannot be sent",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "Events without end, each with its kind, id and a JSON object")
    public void events(
            @Context UriInfo uri,
            @HeaderParam("Last-Event-ID") @Nullable String lastId,
            @Context Sse sse,
            @Context SseEventSink sink) {
        Set<String> others = new TreeSet<>(uri.getQueryParameters().keySet());
        others.removeAll(Set.of(KIND, AFTER));
        if (!others.isEmpty()) {
            throw new CallersMistake(
                    "unknown parameter " + String.join(", ", others) + ": events take " + KIND + " and " + AFTER);
        }
        Set<LiveKind> kinds = kinds(uri.getQueryParameters().getOrDefault(KIND, List.of()));
        String after = lastId == null ? uri.getQueryParameters().getFirst(AFTER) : lastId;
        Cursor from = streams.from(after);
        request.getCurrent().response().putHeader("Cache-Control", "no-store");
        streams.enter();
        try {
            var outlet = new SseOutlet(sse, sink, request.getCurrent().request().connection());
            outlet.open(from);
            streams.open(visitor, kinds, from, outlet);
        } catch (RuntimeException e) {
            streams.leave();
            throw e;
        }
    }

    private static Set<LiveKind> kinds(List<String> texts) {
        Set<LiveKind> kinds = EnumSet.noneOf(LiveKind.class);
        texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .filter(text -> !text.isBlank())
                .map(LiveKind::of)
                .forEach(kinds::add);
        return kinds.isEmpty() ? EnumSet.allOf(LiveKind.class) : kinds;
    }
}
