package dev.outlay.server.web;

import dev.outlay.server.problem.Problem;
import dev.outlay.server.settings.AccessSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands before every address, static files and health included.
///
/// A request must name this machine as its host: a web page elsewhere can make a browser send requests here under a
/// name of its own (DNS rebinding), and the address we listen on does not protect against that. One that changes
/// something must not come from a page of another origin.
@Singleton
final class Gate {

    private static final int FIRST = 1_000_000;
    private static final int MALFORMED = 400;
    private static final long MILLISECONDS_TO_DRAIN = 2_000;
    private static final int FIRST_REFUSAL = 400;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final PageHeaders headers;
    private final AccessSettings access;

    Gate(PageHeaders headers, AccessSettings access) {
        this.headers = headers;
        this.access = access;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void answerTheRest(@Observes Router router) {
        // before the failure handler of the framework, which tells of its insides
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            HttpServerRequest request = context.request();
            if (context.response().ended()) {
                // the answer was given, such as that it takes too long: nothing can be added to it
                return;
            }
            if (context.statusCode() == MALFORMED) {
                headers.add(context);
                Problem.malformed(request.method().name(), request.uri()).answer(context.response());
            } else {
                context.next();
            }
        });
        router.route().last().handler(context -> {
            HttpServerRequest request = context.request();
            Problem.notFound(request.method().name(), request.uri()).answer(context.response());
        });
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        headers.add(context);
        context.addEndHandler(_ -> leaveNothingUnread(context));
        Problem problem = refusal(request);
        if (problem != null) {
            context.response().putHeader("Connection", "close");
            problem.answer(context.response());
            return;
        }
        String path = context.normalizedPath();
        if (READS.contains(request.method()) && Pages.isPage(path) && !Pages.DOCUMENT.equals(path)) {
            context.reroute(Pages.DOCUMENT);
            return;
        }
        if (request.getHeader("Expect") != null) {
            context.addHeadersEndHandler(_ -> closeAfterRefusal(context.response()));
        }
        context.next();
    }

    /// Who is answered before all of the body has arrived may go on sending: what comes is dropped for a while, so
    /// that the answer can be read, and then the connection ends, so that it is not held for ever.
    private static void leaveNothingUnread(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        // asked once more when the time is over, since a page that is rerouted passes here twice, and the handler
        // set second replaces the first: the connection may carry other requests by then
        long timer = context.vertx().setTimer(MILLISECONDS_TO_DRAIN, _ -> {
            if (!request.isEnded()) {
                var _ = request.connection().close();
            }
        });
        request.handler(_ -> {});
        request.endHandler(_ -> context.vertx().cancelTimer(timer));
        request.resume();
    }

    /// A sender that is refused before it sent its body keeps it: the connection cannot be used for anything else.
    private static void closeAfterRefusal(HttpServerResponse response) {
        if (response.getStatusCode() >= FIRST_REFUSAL) {
            response.putHeader("Connection", "close");
        }
    }

    private @Nullable Problem refusal(HttpServerRequest request) {
        HostAndPort host = request.authority();
        if (host != null && host.host().isBlank()) {
            return Problem.malformed(request.method().name(), request.uri());
        }
        if (host == null || !access.isServed(host.host())) {
            return Problem.forbidden(
                    "cannot serve the host " + (host == null ? "(none)" : host.host())
                            + ": this server answers to this machine's own names"
                            + (access.hosts().isEmpty() ? " only" : " and " + access.hostsText() + " only"),
                    "ask http://127.0.0.1 or http://localhost, from another machine through an SSH tunnel or by a name"
                            + " that OUTLAY_HOSTS sets");
        }
        if (READS.contains(request.method())) {
            return null;
        }
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean own = origin == null || isOwn(origin, request.getHeader("Host"));
        boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
        if (!own || !ownSite) {
            return Problem.forbidden(
                    "cannot take what a page of " + (origin == null ? "another site" : origin) + " sends",
                    "send it from this server's own page, or from a program");
        }
        return null;
    }

    /// A proxy in front may speak TLS for a server that does not.
    private boolean isOwn(String origin, @Nullable String host) {
        boolean plain = !access.tls() && origin.equals("http://" + host);
        boolean secured = (access.tls() || access.behindProxy()) && origin.equals("https://" + host);
        return plain || secured;
    }
}
