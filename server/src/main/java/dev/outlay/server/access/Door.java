package dev.outlay.server.access;

import dev.outlay.server.problem.Problem;
import dev.outlay.server.settings.AccessSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets in whoever may send what they send, by the table [Rights]; everybody else is told why not, and what to do.
/// It also bounds how much a visitor asks, how long an answer takes and how large a body is.
@Singleton
final class Door {

    // behind the authentication of Quarkus, which has 200, and before every resource
    private static final int AFTER_AUTHENTICATION = 50;
    private static final int BURST_SECONDS = 20;
    private static final int STRANGERS_PER_SECOND = 10;
    private static final int STRANGERS_BURST_SECONDS = 6;
    // what takes a file takes it with a limit of its own, and may take its time
    private static final Set<String> FILES = Set.of("/api/v1/imports", "/api/v1/focus/validations");
    private static final Set<String> LONG = Set.of("/api/v1/imports", "/api/v1/events", "/api/v1/exports", "/mcp");
    private static final long LET_FINISH_MILLIS = 5_000;
    // read by whatever reads bodies
    private static final String BODY_LIMIT = "io.quarkus.max-request-size";

    private final AccessSettings settings;
    private final Audit audit;
    private final Buckets visitors;
    private final Buckets strangers;

    Door(AccessSettings settings, Audit audit) {
        this.settings = settings;
        this.audit = audit;
        this.visitors = new Buckets(settings.ratePerSecond(), BURST_SECONDS);
        this.strangers = new Buckets(STRANGERS_PER_SECOND, STRANGERS_BURST_SECONDS);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String method = request.method().name();
        String path = context.normalizedPath();
        Right right = Rights.of(method, path);
        Grant grant = grant(context);
        Problem problem = right.isPublic() ? null : refusal(context, right, grant, method + " " + path);
        if (problem == null) {
            problem = tooMuch(request, path, grant, right);
        }
        audit.hear(context, grant, right);
        if (problem != null) {
            refuse(context, problem);
            return;
        }
        if (!FILES.contains(path)) {
            context.put(BODY_LIMIT, settings.bodyLimit());
        }
        if (LONG.stream().noneMatch(path::startsWith)) {
            limitTime(context);
        }
        context.next();
    }

    static @Nullable Grant grant(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getAttribute(Bearer.GRANT)
                : null;
    }

    private @Nullable Problem refusal(RoutingContext context, Right right, @Nullable Grant grant, String what) {
        if (grant == null) {
            String from = String.valueOf(context.request().remoteAddress().hostAddress());
            long wait = strangers.take(from, System.nanoTime());
            return wait > 0
                    ? Problem.tooMany("an address that does not say who it is", wait)
                    : Bearer.refusal(context).orElseGet(() -> Problem.unknownVisitor(what));
        }
        if (!grant.role().includes(right.needed())) {
            return Problem.notAllowed(
                    grant.name(), grant.role().text(), right.needed().text());
        }
        Set<String> teams = grant.teams();
        return right.allTeams() && teams != null ? Problem.notWhole(grant.name(), teams, what) : null;
    }

    private @Nullable Problem tooMuch(HttpServerRequest request, String path, @Nullable Grant grant, Right right) {
        if (grant != null && !right.isPublic() && !grant.equals(Grant.LOCAL)) {
            long wait = visitors.take(grant.name(), System.nanoTime());
            if (wait > 0) {
                return Problem.tooMany("'" + grant.name() + "'", wait);
            }
        }
        String length = request.getHeader("Content-Length");
        if (length != null && !FILES.contains(path) && isAbove(length, settings.bodyLimit())) {
            return Problem.tooLarge(settings.bodyLimit());
        }
        return null;
    }

    private static boolean isAbove(String length, long limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException e) {
            // the server refuses such a header by itself
            return true;
        }
    }

    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        // whoever is refused before sending a body keeps it: the connection is of no more use
        response.putHeader("Connection", "close");
        if (problem.status() == Problem.UNKNOWN) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"outlay\"");
        }
        if (problem.retryAfter() != null) {
            response.putHeader("Retry-After", Long.toString(problem.retryAfter()));
        }
        problem.answer(response);
        // a sender that listens only when it has sent all is let finish, for a while
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.handler(_ -> {}).resume();
            long timer = context.vertx()
                    .setTimer(LET_FINISH_MILLIS, _ -> request.connection().close());
            request.endHandler(_ -> context.vertx().cancelTimer(timer));
        }
    }

    private void limitTime(RoutingContext context) {
        long timer = context.vertx().setTimer(settings.requestLimit().toMillis(), _ -> {
            HttpServerResponse response = context.response();
            if (response.ended()) {
                return;
            }
            if (response.headWritten()) {
                context.request().connection().close();
            } else {
                refuse(context, Problem.tookTooLong(settings.requestLimit().toString()));
            }
        });
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
    }
}
