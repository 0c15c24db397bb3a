package dev.outlay.server.mcp;

import dev.outlay.connect.json.JsonText;
import dev.outlay.server.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a request to the protocol has to be before it is read, and how one that is none is answered.
@Singleton
final class McpRequests {

    /// The most bytes that a message may have.
    static final long LARGEST = 1L << 20;

    private static final String PATH = "/mcp";
    private static final int AFTER_THE_GATE = 500_000;
    private static final int INVALID_REQUEST = -32600;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final Logger LOG = Logger.getLogger(McpRequests.class);

    void register(@Observes Filters filters) {
        filters.register(McpRequests::check, AFTER_THE_GATE);
    }

    void register(@Observes Router router) {
        router.route(PATH + "*").failureHandler(McpRequests::failed);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isOurs(request.path())) {
            context.next();
            return;
        }
        String length = request.getHeader("Content-Length");
        if (length == null && request.getHeader("Transfer-Encoding") != null) {
            refuse(context, LENGTH_REQUIRED, "a message says its length: send a Content-Length");
            return;
        }
        if (length != null && (length.length() > 10 || Long.parseLong(length) > LARGEST)) {
            refuse(context, TOO_LARGE, "a message has at most " + LARGEST + " bytes, not " + length);
            return;
        }
        context.next();
    }

    private static boolean isOurs(@Nullable String path) {
        return path != null && (path.equals(PATH) || path.startsWith(PATH + "/"));
    }

    private static void refuse(RoutingContext context, int status, String sentence) {
        context.response().putHeader("Connection", "close");
        Problem.ofStatus(status, sentence).answer(context.response());
    }

    private static void failed(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            context.next();
            return;
        }
        int status = context.statusCode();
        switch (context.failure()) {
            // what is JSON and no message is not looked for before it is taken for one
            case ClassCastException _, IndexOutOfBoundsException _ -> noMessage(context);
            case null -> Problem.ofStatus(status, sentence(status)).answer(context.response());
            case Throwable bug -> {
                String id = UUID.randomUUID().toString();
                LOG.error("bug " + id, bug);
                Problem.ours(id).answer(context.response());
            }
        }
    }

    private static void noMessage(RoutingContext context) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", null);
        answer.put(
                "error",
                Map.of(
                        "code",
                        INVALID_REQUEST,
                        "message",
                        "this is no message: an object with jsonrpc, id, method and params is expected"));
        context.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader("Content-Type", "application/json")
                .end(JsonText.of(answer));
    }

    private static String sentence(int status) {
        return switch (status) {
            case BAD_REQUEST ->
                "a message is sent with the header Accept: application/json, text/event-stream and, once agreed on, a"
                        + " Mcp-Protocol-Version that this server speaks";
            case 404 -> "this session is not known, or not any more: greet with initialize, without Mcp-Session-Id";
            case 405 -> "a stream of events belongs to a session: give its Mcp-Session-Id";
            case INTERNAL -> "the server failed";
            default -> "the request was not taken";
        };
    }
}
