package dev.outlay.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Listens to server-sent events as the HTML standard says, on a thread of its own, until it is closed.
final class EventListener implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<Heard> heard = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable String last;
    private boolean ended;

    private EventListener(@Nullable String last) {
        this.last = last;
    }

    /// An event; `id` is that of the last event that had one, this one included.
    record Heard(String id, String name, String data) {}

    /// Listens from the last id on that is known, null for from now on. Throws [IOException] where the server does
    /// not answer, or not with events.
    static EventListener open(URI server, @Nullable String lastId, Map<String, String> parameters)
            throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/events?" + query))
                .header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        var listener = new EventListener(lastId);
        HttpResponse<InputStream> response =
                listener.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        Thread.ofPlatform().daemon().name("event-listener").start(() -> listener.listen(response.body()));
        return listener;
    }

    /// Waits for an event, among those heard already and those to come.
    synchronized Heard await(Predicate<Heard> wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        int looked = 0;
        while (true) {
            for (; looked < heard.size(); looked++) {
                if (wanted.test(heard.get(looked))) {
                    return heard.get(looked);
                }
            }
            long left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0 || ended) {
                throw new AssertionError("not heard" + (ended ? ", and the stream ended" : "") + ": " + heard);
            }
            wait(left);
        }
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /// The id to go on from.
    synchronized @Nullable String last() {
        return last;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void listen(InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = null;
            String name = "message";
            List<String> data = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    // only a whole event counts: one that was cut off is told again
                    dispatch(id, name, data);
                    id = null;
                    name = "message";
                    data.clear();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.add(line.substring(5).strip());
                }
            }
        } catch (IOException e) {
            // the server was killed, or this was closed
        } finally {
            end();
        }
    }

    private synchronized void dispatch(@Nullable String id, String name, List<String> data) {
        if (id != null) {
            last = id;
        }
        if (!data.isEmpty()) {
            heard.add(new Heard(String.valueOf(last), name, String.join("\n", data)));
            notifyAll();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
