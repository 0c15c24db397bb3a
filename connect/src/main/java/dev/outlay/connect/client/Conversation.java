package dev.outlay.connect.client;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.connect.json.TableJson;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The HTTP side of a [RunningServer]; apart from it, so that java.net.http is loaded only when a server is there.
final class Conversation {

    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final int UNKNOWN = 401;

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(GREETING)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private final @Nullable String bearer;

    /// `bearer` is what says who asks; null where nobody does.
    Conversation(URI url, @Nullable String bearer) {
        this.url = url;
        this.bearer = bearer;
    }

    private HttpRequest.Builder to(String address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(address));
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    /// Whether the process that answers is the one which wrote the file, and still owns the store. A server that
    /// does not know who asks tells neither: then it is taken for the one of the file while that process lives, so
    /// that whoever asks is told by it who they have to be.
    boolean isWith(ServerFile file) {
        try {
            HttpRequest request = to("/health/live").timeout(GREETING).build();
            HttpResponse<String> response = receive(request, HttpResponse.BodyHandlers.ofString());
            Map<String, String> fields = StringsJson.read(response.body());
            String process = fields.get("checks.data.pid");
            if (response.statusCode() != 200 || !"outlay".equals(fields.get("checks.name"))) {
                return false;
            }
            return process == null
                    ? ProcessHandle.of(file.pid()).isPresent()
                    : process.equals(Long.toString(file.pid())) && file.store().equals(fields.get("checks.data.store"));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    Table ask(String report, Parameters parameters) throws SourceException {
        String path = "/api/v1/reports/" + encode(report) + query(parameters);
        return table(report, to(path).build());
    }

    Table close(Parameters parameters) throws SourceException {
        return table(
                "chargeback",
                to("/api/v1/statements" + query(parameters))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    Table act(String name, String method, String path, Parameters query, @Nullable String body) throws SourceException {
        HttpRequest.Builder request = to(path + query(query));
        if (method.equals("PUT")) {
            // a command says how things are to be, whatever they are
            request.header("If-Match", "*");
        }
        return table(
                name,
                request.header("Content-Type", "text/plain; charset=utf-8")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    Table fetchPrices(Parameters wish) throws SourceException {
        return table(
                "prices-fetch",
                to("/api/v1/prices/fetch" + query(wish))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private static String query(Parameters parameters) {
        String query = parameters.values().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    Table send(String kind, Path file, @Nullable String currency, LongConsumer sentBytes) throws SourceException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("kind", kind);
        query.put("name", String.valueOf(file.getFileName()));
        if (currency != null) {
            query.put("currency", currency);
        }
        String path = "/api/v1/imports?"
                + query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        try {
            return table(
                    "import",
                    to(path).header("Content-Type", "application/octet-stream")
                            // so that a file the server will not take is refused before it is sent
                            .expectContinue(true)
                            .POST(new CountedBody(HttpRequest.BodyPublishers.ofFile(file), sentBytes))
                            .build());
        } catch (FileNotFoundException e) {
            throw SourceException.callersMistake(
                    "cannot import " + file + ": it went away while it was opened; check the path");
        }
    }

    void fetch(String version, Parameters period, Path out) throws SourceException {
        Path file = out.toAbsolutePath().normalize();
        String query = "version=" + encode(version) + "&name=" + encode(String.valueOf(file.getFileName()))
                + period.values().entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(value -> "&" + encode(entry.getKey()) + "=" + encode(value)))
                        .collect(Collectors.joining());
        HttpRequest request = to("/api/v1/exports/focus?" + query).build();
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            HttpResponse<InputStream> response = receive(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw problem(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                Files.copy(body, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw SourceException.outsideFailed(
                    "the export from the server at " + url + " to " + out + " broke off: " + e.getMessage(), e);
        }
    }

    private Table table(String name, HttpRequest request) throws SourceException {
        try {
            HttpResponse<InputStream> response = receive(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 200) {
                    return TableJson.read(name, body);
                }
                throw problem(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw SourceException.outsideFailed(
                    "the server at " + url + " stopped answering (" + e.getMessage()
                            + "): see what it printed, then start it again or stop it",
                    e);
        }
    }

    /// The failure that a problem document tells of, in the server's own sentence. A bug over there is one here
    /// too.
    private SourceException problem(int status, String body) {
        Map<String, String> fields;
        try {
            fields = StringsJson.read(body);
        } catch (IOException e) {
            fields = Map.of();
        }
        String sentence = List.of("detail", "title").stream()
                .filter(fields::containsKey)
                .map(fields::get)
                .findFirst()
                .orElse("the server at " + url + " answered with status " + status + " and no reason");
        if (status == 500) {
            throw new IllegalStateException(sentence);
        }
        if (status == UNKNOWN) {
            return SourceException.callersMistake("the server at " + url + " does not know who asks: " + sentence
                    + "; set OUTLAY_TOKEN to a token that is live, made by outlay token create, or unset it where the"
                    + " home is your own");
        }
        if (status < 500) {
            return SourceException.callersMistake(sentence);
        }
        return SourceException.outsideFailed(sentence, new IOException("status " + status + " from " + url));
    }

    private <T> HttpResponse<T> receive(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted while waiting for " + request.uri());
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /// A text as one part of an address.
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
