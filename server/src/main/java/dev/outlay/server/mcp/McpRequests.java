package dev.outlay.server.mcp;

import dev.outlay.connect.json.JsonText;
import dev.outlay.connect.json.JsonTree;
import dev.outlay.server.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a message of the protocol has to be before anything is made of it, and how what is none is answered.
@Singleton
final class McpRequests {

    /// The most bytes that a message may have.
    static final long LARGEST = 1L << 20;

    private static final String PATH = "/mcp";
    // after who asks is known, before the protocol reads it
    private static final int BODY = -50;
    private static final int MESSAGE = -49;
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int BAD_REQUEST = 400;
    private static final Logger LOG = Logger.getLogger(McpRequests.class);

    void register(@Observes Router router) {
        router.post(PATH).order(BODY).handler(BodyHandler.create(false).setBodyLimit(LARGEST));
        router.post(PATH).order(MESSAGE).handler(McpRequests::check);
        router.route(PATH + "*").failureHandler(McpRequests::failed);
    }

    private static void check(RoutingContext context) {
        String body = context.body().asString();
        try {
            Object message = JsonTree.read(
                    new ByteArrayInputStream((body == null ? "" : body).getBytes(StandardCharsets.UTF_8)));
            boolean taken = message instanceof Map<?, ?>
                    || (message instanceof List<?> several
                            && !several.isEmpty()
                            && several.stream().allMatch(each -> each instanceof Map<?, ?>));
            if (taken) {
                context.next();
                return;
            }
            refuse(
                    context,
                    INVALID_REQUEST,
                    "this is no message: an object with jsonrpc, id, method and params is" + " expected");
        } catch (IOException e) {
            refuse(context, PARSE_ERROR, "this is no JSON");
        }
    }

    private static void refuse(RoutingContext context, int code, String sentence) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", null);
        answer.put("error", Map.of("code", code, "message", sentence));
        context.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader("Content-Type", "application/json")
                .end(JsonText.of(answer));
    }

    private static void failed(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        int status = context.statusCode();
        Throwable failure = context.failure();
        if (failure == null || status < 500) {
            Problem.ofStatus(status, sentence(status)).answer(context.response());
            return;
        }
        String id = UUID.randomUUID().toString();
        LOG.error("bug " + id, failure);
        Problem.ours(id).answer(context.response());
    }

    private static String sentence(int status) {
        return switch (status) {
            case BAD_REQUEST ->
                "a message is sent with the header Accept: application/json, text/event-stream and, once agreed on, a"
                        + " Mcp-Protocol-Version that this server speaks";
            case 404 -> "this session is not known, or not any more: greet with initialize, without Mcp-Session-Id";
            case 405 -> "a stream of events belongs to a session: give its Mcp-Session-Id";
            case 413 -> "a message has at most " + LARGEST + " bytes";
            default -> "the request was not taken";
        };
    }
}
