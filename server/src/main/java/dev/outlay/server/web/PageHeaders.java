package dev.outlay.server.web;

import dev.outlay.server.settings.AccessSettings;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The headers that tell a browser what a response may do: nothing, except for the page, which runs its own
/// modules.
@Singleton
final class PageHeaders {

    private static final String PAGE = "META-INF/resources/index.html";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final String pagePolicy = "default-src 'none'; script-src 'self' '" + importMapHash()
            + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final boolean secured;

    PageHeaders(AccessSettings access) {
        this.secured = access.tls() || access.behindProxy();
    }

    void add(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (secured) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        String path = context.normalizedPath();
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .putHeader("X-Permitted-Cross-Domain-Policies", "none")
                .putHeader(
                        "Content-Security-Policy",
                        Pages.isPage(path) ? pagePolicy : "default-src 'none'; frame-ancestors 'none'");
        if (path.startsWith("/_static/")) {
            // their addresses hold their versions
            context.addHeadersEndHandler(
                    _ -> response.putHeader("Cache-Control", "public, max-age=31536000, immutable"));
        } else if (Pages.isPage(path) || path.startsWith("/assets/")) {
            context.addHeadersEndHandler(_ -> response.putHeader("Cache-Control", "no-cache"));
        }
    }

    /// The one script that stands in the page itself: import maps cannot be fetched. Only this very text may run.
    private static String importMapHash() {
        Matcher map = IMPORT_MAP.matcher(page());
        if (!map.find()) {
            throw new IllegalStateException(PAGE + " has no import map");
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String page() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(PAGE)) {
            if (in == null) {
                throw new IllegalStateException(PAGE + " is not in the product");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PAGE, e);
        }
    }
}
