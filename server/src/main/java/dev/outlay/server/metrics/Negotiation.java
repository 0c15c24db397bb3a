package dev.outlay.server.metrics;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Chooses between the two forms of `/metrics`: OpenMetrics 1.0 where the reader wants it at least as much as the
/// older text of Prometheus, which whoever states no wish gets.
///
/// The endpoint itself gives the older text to whoever names it at all, as every Prometheus does, and refuses whoever
/// wants OpenMetrics without saying a version.
@Singleton
final class Negotiation {

    // the endpoint knows it by these words only
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    static final String TEXT = "text/plain";

    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";
    private static final String PATH = "/metrics";
    private static final int BEFORE_ALL = -1_000;

    void register(@Observes Router router) {
        router.route(PATH).order(BEFORE_ALL).handler(context -> {
            HttpServerRequest request = context.request();
            request.headers().set(HttpHeaders.ACCEPT, chosen(request.getHeader(HttpHeaders.ACCEPT)));
            context.response().putHeader("Vary", "Accept");
            context.next();
        });
    }

    static String chosen(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return TEXT;
        }
        List<String> wishes = Arrays.asList(accept.toLowerCase(Locale.ROOT).split(",", -1));
        double open =
                wishes.stream().mapToDouble(Negotiation::openMetrics).max().orElse(0);
        double text = wishes.stream().mapToDouble(Negotiation::text).max().orElse(0);
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    /// How much a wish is for what is spoken here: version 1.0.0, which an unsaid version may be.
    private static double openMetrics(String wish) {
        String[] parts = wish.split(";", -1);
        boolean spoken = Arrays.stream(parts)
                .map(part -> part.replace(" ", ""))
                .filter(part -> part.startsWith("version="))
                .allMatch("version=1.0.0"::equals);
        return parts[0].strip().equals(OPEN_METRICS_TYPE) && spoken ? quality(parts) : 0;
    }

    private static double text(String wish) {
        String[] parts = wish.split(";", -1);
        return parts[0].strip().equals(TEXT) ? quality(parts) : 0;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            String bare = part.replace(" ", "");
            if (bare.startsWith("q=")) {
                try {
                    return Double.parseDouble(bare.substring(2));
                } catch (NumberFormatException e) {
                    // a wish that cannot be read is none
                    return 0;
                }
            }
        }
        return 1;
    }
}
