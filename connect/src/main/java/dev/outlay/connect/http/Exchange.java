package dev.outlay.connect.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends a call once, redirects included, and says what came of it. Thread-safe.
final class Exchange implements AutoCloseable {

    static final int NOT_MODIFIED = 304;
    private static final int MOST_REDIRECTS = 5;
    private static final int EXCERPT_BYTES = 300;

    private final HttpSettings settings;
    private final HttpCache spool;
    private @Nullable HttpClient client;

    Exchange(HttpSettings settings, HttpCache spool) {
        this.settings = settings;
        this.spool = spool;
    }

    /// Made with the first call: it reads every authority that this machine trusts.
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(settings.connect())
                    // followed here, because the JDK hands Authorization to the next host as well
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    /// What came of sending.
    sealed interface Outcome {}

    /// An answer, or the word that the last one still holds.
    record Good(int status, Answer.Kept content) implements Outcome {}

    /// No answer, or none of use. `retryAfter` is what the system asked for, null where it did not ask.
    record Bad(
            HttpFailure.Kind kind,
            int status,
            String sentence,
            @Nullable Duration retryAfter,
            boolean worthRetrying,
            @Nullable Throwable cause)
            implements Outcome {

        HttpFailure failure(int tries, Instant now) {
            String often = tries == 1 ? "" : ", tried " + tries + " times";
            String later = retryAfter == null ? "" : "; it asks to wait until " + now.plus(retryAfter);
            return new HttpFailure(kind, status, sentence + often + later, cause);
        }
    }

    Outcome once(Call call, Answer.@Nullable Kept kept) throws IOException {
        URI uri = call.uri();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Path draft = spool.draft();
            boolean taken = false;
            try {
                HttpResponse<Path> response = receive(request(call, uri, kept), call, draft);
                int status = response.statusCode();
                if ((status >= 200 && status < 300) || (status == NOT_MODIFIED && kept != null)) {
                    taken = status != NOT_MODIFIED;
                    return new Good(status, content(response));
                }
                Optional<URI> next = redirect(call, uri, response);
                if (next.isEmpty()) {
                    return bad(call, response);
                }
                uri = next.get();
            } catch (HttpFailure e) {
                return new Bad(e.kind(), e.status(), String.valueOf(e.getMessage()), null, false, e);
            } catch (IOException e) {
                return new Bad(
                        HttpFailure.Kind.UNREACHABLE,
                        0,
                        call + " cannot be reached (" + HttpFailure.words(e) + ")",
                        null,
                        true,
                        e);
            } finally {
                if (!taken) {
                    Files.deleteIfExists(draft);
                }
            }
        }
        return new Bad(
                HttpFailure.Kind.REFUSED_REQUEST,
                0,
                call + " sends from one address to the next, more than " + MOST_REDIRECTS + " times",
                null,
                false,
                null);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    private static HttpRequest request(Call call, URI uri, Answer.@Nullable Kept kept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()))
                .setHeader("User-Agent", "Outlay")
                .setHeader("Accept-Encoding", "gzip");
        call.headers().forEach(request::setHeader);
        if (isSamePlace(call.uri(), uri)) {
            call.secrets().forEach(request::setHeader);
        }
        if (kept != null && kept.tag() != null) {
            request.setHeader("If-None-Match", kept.tag());
        }
        if (kept != null && kept.modified() != null) {
            request.setHeader("If-Modified-Since", kept.modified());
        }
        return request.build();
    }

    /// Receives a whole body, however slow, as long as something comes.
    private HttpResponse<Path> receive(HttpRequest request, Call call, Path draft) throws IOException {
        var received = new AtomicLong();
        CompletableFuture<HttpResponse<Path>> coming = client().sendAsync(request, _ -> open(draft, call, received));
        long before = 0;
        while (true) {
            try {
                return coming.get(settings.silence().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = received.get();
                if (now == before) {
                    coming.cancel(true);
                    throw new IOException(
                            "nothing came for " + settings.silence().toSeconds() + " s", e);
                }
                before = now;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            } catch (InterruptedException e) {
                coming.cancel(true);
                Thread.currentThread().interrupt();
                throw new HttpFailure(HttpFailure.Kind.UNREACHABLE, 0, "interrupted while asking " + call, e);
            }
        }
    }

    private static HttpResponse.BodySubscriber<Path> open(Path draft, Call call, AtomicLong received) {
        try {
            return BodyFile.open(draft, call, received);
        } catch (IOException e) {
            HttpResponse.BodySubscriber<Path> none = HttpResponse.BodySubscribers.replacing(draft);
            none.onError(e);
            return none;
        }
    }

    private Answer.Kept content(HttpResponse<Path> response) {
        HttpHeaders headers = response.headers();
        return new Answer.Kept(
                response.body(),
                isPacked(headers),
                settings.clock().instant(),
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null));
    }

    private static boolean isPacked(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding")
                .map("gzip"::equalsIgnoreCase)
                .orElse(false);
    }

    private static Optional<URI> redirect(Call call, URI from, HttpResponse<Path> response) {
        int status = response.statusCode();
        boolean keepsMethod = status == 307 || status == 308;
        boolean ofGet = (status == 301 || status == 302 || status == 303)
                && call.method().equals("GET");
        if (!keepsMethod && !ofGet) {
            return Optional.empty();
        }
        return response.headers()
                .firstValue("Location")
                .map(from::resolve)
                .filter(next -> next.getHost() != null)
                // never from an encrypted connection to one that is not
                .filter(next -> "https".equals(next.getScheme())
                        || ("http".equals(next.getScheme()) && "http".equals(from.getScheme())));
    }

    private static boolean isSamePlace(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private Bad bad(Call call, HttpResponse<Path> response) {
        int status = response.statusCode();
        Duration retryAfter = retryAfter(response.headers());
        String of = " (status " + status + ")";
        return switch (status) {
            case 401, 403, 407 ->
                new Bad(
                        HttpFailure.Kind.REFUSED_CREDENTIALS,
                        status,
                        call
                                + (call.secrets().isEmpty()
                                        ? " wants credentials, and none were given"
                                        : " does not take the credentials it was given")
                                + of
                                + said(call, response),
                        null,
                        false,
                        null);
            case 404, 410 ->
                new Bad(
                        HttpFailure.Kind.NOT_FOUND,
                        status,
                        call + " has no such thing" + of + said(call, response),
                        null,
                        false,
                        null);
            case 429 ->
                new Bad(
                        HttpFailure.Kind.THROTTLED,
                        status,
                        call + " takes no more requests for now" + of,
                        retryAfter,
                        true,
                        null);
            case 503 ->
                new Bad(
                        retryAfter == null ? HttpFailure.Kind.FAILED : HttpFailure.Kind.THROTTLED,
                        status,
                        call + " is not available" + of,
                        retryAfter,
                        true,
                        null);
            default -> {
                boolean theirs = status >= 500;
                // services of AWS say so with a status of 400
                if (status == 400 && said(call, response).contains("Throttling")) {
                    yield new Bad(
                            HttpFailure.Kind.THROTTLED,
                            status,
                            call + " takes no more requests for now" + of,
                            retryAfter,
                            true,
                            null);
                }
                yield new Bad(
                        theirs ? HttpFailure.Kind.FAILED : HttpFailure.Kind.REFUSED_REQUEST,
                        status,
                        call + (theirs ? " failed" : " does not take the request") + of + said(call, response),
                        retryAfter,
                        theirs || status == 408,
                        null);
            }
        };
    }

    /// The beginning of what the system says is wrong, without the secrets that were sent.
    private static String said(Call call, HttpResponse<Path> response) {
        if (isPacked(response.headers())) {
            return "";
        }
        try (InputStream in = Files.newInputStream(response.body())) {
            String text = new String(in.readNBytes(EXCERPT_BYTES), StandardCharsets.UTF_8)
                    .replaceAll("[\\s\\p{Cntrl}]+", " ")
                    .strip();
            for (String secret : call.secrets().values()) {
                for (String part : secret.split(" ", -1)) {
                    text = part.length() < 4 ? text : text.replace(part, "***");
                }
            }
            return text.isEmpty() || text.startsWith("<") ? "" : ": " + text;
        } catch (IOException e) {
            return "";
        }
    }

    /// What a system asks for: seconds, or a date, which counts from the system's own clock.
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant until = date(text);
        if (until == null) {
            return null;
        }
        Instant theirs = date(headers.firstValue("Date").orElse(""));
        Duration wait = Duration.between(theirs == null ? settings.clock().instant() : theirs, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static @Nullable Instant date(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
