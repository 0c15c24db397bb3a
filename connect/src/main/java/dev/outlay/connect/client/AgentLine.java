package dev.outlay.connect.client;

import dev.outlay.connect.json.StringsJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line on which an agent's messages, of the Model Context Protocol, go to a server and its answers come back.
///
/// The first message opens a session, which the line keeps. Thread-safe; messages after the first may be sent side
/// by side.
public final class AgentLine implements AutoCloseable {

    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final String SESSION = "Mcp-Session-Id";
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final URI address;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE_TO_CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private volatile @Nullable String session;

    /// A line to the server at an address; `token` is the access token it asks for, null where it asks for none.
    AgentLine(URI server, @Nullable String token) {
        this.address = server.resolve("/mcp");
        this.token = token;
    }

    /// The server knows the session no more: it was started anew, or the session was not used for long.
    public static final class SessionLostException extends IOException {

        private static final long serialVersionUID = 1;

        SessionLostException(String message) {
            super(message);
        }
    }

    /// Sends a message and answers with those that come back, none for a notification; `version` is the version of
    /// the protocol that was agreed on, null before that. Throws [java.net.ConnectException] where nobody listens,
    /// [SessionLostException], and [IOException] with the server's sentence where it refuses the message.
    public List<String> send(String message, @Nullable String version) throws IOException {
        HttpRequest.Builder request = request()
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (version != null) {
            request.header("Mcp-Protocol-Version", version);
        }
        HttpResponse<InputStream> response = receive(request.build());
        try (InputStream body = response.body()) {
            response.headers().firstValue(SESSION).ifPresent(id -> session = id);
            if (response.statusCode() == NOT_FOUND && session != null) {
                throw new SessionLostException("the server at " + address + " does not know this session any more");
            }
            if (response.statusCode() != OK && response.statusCode() != ACCEPTED) {
                throw new IOException(
                        sentence(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
            boolean events = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            return events ? events(body) : whole(body);
        }
    }

    /// Ends the session, where there is one; the server forgets it sooner or later if this fails.
    @Override
    public void close() {
        if (session != null) {
            try (InputStream body =
                    receive(request().timeout(GOODBYE).DELETE().build()).body()) {
                body.skipNBytes(0);
            } catch (IOException e) {
                // whoever leaves need not hear that nobody is there any more
                session = null;
            }
        }
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        String known = session;
        if (known != null) {
            request.header(SESSION, known);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static List<String> whole(InputStream body) throws IOException {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return text.isBlank() ? List.of() : List.of(oneLine(text));
    }

    private static List<String> events(InputStream body) throws IOException {
        List<String> messages = new ArrayList<>();
        var data = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                messages.add(oneLine(data.toString()));
                data.setLength(0);
            }
        }
        if (!data.isEmpty()) {
            messages.add(oneLine(data.toString()));
        }
        return messages;
    }

    // a line end within a text of JSON is always escaped, so those that are there stand between its parts
    private static String oneLine(String json) {
        return json.replace('\r', ' ').replace('\n', ' ').strip();
    }

    private String sentence(int status, String body) {
        try {
            var fields = StringsJson.read(body);
            String detail = fields.get("detail");
            if (detail != null) {
                String remedy = fields.get("remedy");
                return remedy == null ? detail : detail + ". " + remedy;
            }
        } catch (IOException e) {
            // no problem document: the status says what there is to say
        }
        return "the server at " + address + " answered with status " + status;
    }

    private HttpResponse<InputStream> receive(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted while waiting for " + address);
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
