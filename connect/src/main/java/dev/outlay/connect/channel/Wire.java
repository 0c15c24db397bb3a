package dev.outlay.connect.channel;

import dev.outlay.alert.Outcome;
import dev.outlay.connect.http.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Posts JSON to receivers, once, and tells apart what was taken, what was not and what nobody knows. Thread-safe.
///
/// No redirect is followed: an address that is a secret, or a body with one, goes where it was meant to go or
/// nowhere. Each posting has a connection of its own: on one kept open, which the other side may close at any
/// moment, nobody could tell whether a message that failed had arrived.
public final class Wire {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_READ = 4 << 10;
    private static final int EXCERPT = 300;

    private Wire() {}

    /// What came of a posting; `taken` judges an answer of status 200 to 299.
    public static Outcome send(Posting posting, Function<Reply, Outcome> taken) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(posting.timeout().compareTo(CONNECT) < 0 ? posting.timeout() : CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            return outcome(posting, exchange(client, posting), taken);
        } catch (TimeoutException e) {
            return new Outcome.Unsure(posting.where() + " gave no answer within "
                    + posting.timeout().toMillis() + " ms");
        } catch (IOException e) {
            return failed(posting, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unsure("interrupted while waiting for the answer of " + posting.where());
        } finally {
            client.shutdownNow();
        }
    }

    private static Reply exchange(HttpClient client, Posting posting)
            throws IOException, InterruptedException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(posting.address())
                .POST(HttpRequest.BodyPublishers.ofString(posting.body()))
                .setHeader("User-Agent", "Outlay")
                .setHeader("Content-Type", "application/json; charset=utf-8");
        posting.headers().forEach(request::setHeader);
        var beginning = new ByteArrayOutputStream();
        try {
            HttpResponse<Void> response = client.sendAsync(
                            request.build(),
                            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                                    bytes -> bytes.ifPresent(some -> keep(some, beginning))))
                    .get(posting.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(),
                    said(beginning.toString(StandardCharsets.UTF_8), posting.secrets()),
                    retryAfter(response.headers()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static void keep(byte[] bytes, ByteArrayOutputStream beginning) {
        beginning.write(bytes, 0, Math.max(0, Math.min(bytes.length, MOST_READ - beginning.size())));
    }

    private static Outcome outcome(Posting posting, Reply reply, Function<Reply, Outcome> taken) {
        int status = reply.status();
        String answer = posting.where() + " answered " + status + (reply.said().isEmpty() ? "" : ": " + reply.said());
        if (status >= 200 && status < 300) {
            return taken.apply(reply);
        }
        if (status == 429) {
            return new Outcome.TryLater(answer, reply.retryAfter(), true);
        }
        if (status == 408 || status >= 500) {
            return new Outcome.TryLater(answer, reply.retryAfter(), reply.retryAfter() != null);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.Refused(answer + "; redirects are not followed: set the address it moved to");
        }
        return new Outcome.Refused(answer);
    }

    private static Outcome failed(Posting posting, IOException e) {
        String reason = HttpFailure.words(e);
        // nothing was sent before there was a connection that both sides trust
        if (e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLHandshakeException) {
            return new Outcome.TryLater(posting.where() + " cannot be reached: " + reason, null, true);
        }
        return new Outcome.Unsure("the connection to " + posting.where() + " broke: " + reason);
    }

    private static String said(String text, List<String> secrets) {
        String line = text;
        for (String secret : secrets) {
            line = line.replace(secret, "***");
        }
        line = line.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.startsWith("<")) {
            return "";
        }
        return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "..." : line;
    }

    /// What a receiver asks for: seconds, or a date, which counts from its own clock.
    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant until = date(text);
        Instant theirs = date(headers.firstValue("Date").orElse(""));
        if (until == null || theirs == null) {
            return null;
        }
        Duration wait = Duration.between(theirs, until);
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
