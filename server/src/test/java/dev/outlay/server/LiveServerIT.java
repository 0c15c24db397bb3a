package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.json.StringsJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `package` made, pushed to and listened to by many at once, and killed outright again and again.
class LiveServerIT {

    private static final int KILLS = 4;
    private static final int PUSHERS = 12;
    private static final int LISTENERS = 6;
    private static final int BETWEEN_KILLS = 120;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Push> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean enough = new AtomicBoolean();

    @TempDir
    private Path folder = Path.of("");

    /// Something that training code sends, and what to look for among the events of runs, null for usage.
    private record Push(String path, String body, @Nullable String word) {}

    @Test
    void killedOutrightUnderLoadNothingAcknowledgedIsLostAndStreamsGoOnWhereTheyWere() throws Exception {
        try (var server = new ServerProcess(folder, Map.of());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            server.start();
            List<Ears> listeners = new ArrayList<>();
            List<Future<?>> listening = new ArrayList<>();
            List<Future<?>> pushing = new ArrayList<>();
            for (int i = 0; i < LISTENERS; i++) {
                var ears = new Ears();
                listeners.add(ears);
                listening.add(threads.submit(() -> listen(server.url(), ears)));
            }
            for (int i = 0; i < PUSHERS; i++) {
                int pusher = i;
                pushing.add(threads.submit(() -> push(server.url(), pusher)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitAcknowledged(kill * BETWEEN_KILLS);
                server.kill();
                server.start();
            }
            awaitAcknowledged((KILLS + 1) * BETWEEN_KILLS);
            enough.set(true);
            for (Future<?> work : pushing) {
                work.get(1, TimeUnit.MINUTES);
            }
            List<String> words = acknowledged.stream()
                    .flatMap(push -> Stream.ofNullable(push.word()))
                    .toList();
            awaitHeard(listeners, words.size());
            listeners.forEach(Ears::stop);
            for (Future<?> work : listening) {
                work.get(1, TimeUnit.MINUTES);
            }

            everythingAcknowledgedIsKnown(server.url());
            String charges = get(server.url(), "/api/v1/cost");
            for (Ears ears : listeners) {
                assertThat(ears.words()).as("each word is heard once").doesNotHaveDuplicates();
                assertThat(ears.words()).containsExactlyInAnyOrderElementsOf(words);
                assertThat(ears.charges()).isEqualTo(Long.parseLong(field(charges, "charges")));
                assertThat(ears.spent()).isEqualByComparingTo(field(charges, "total"));
                assertThat(ears.sessions.get())
                        .as("streams broke off with each kill")
                        .isGreaterThan(KILLS);
            }
            System.out.printf(
                    "%d pushes of %d senders acknowledged over %d kills, %d words heard once each by %d listeners%n",
                    acknowledged.size(), PUSHERS, KILLS, words.size(), LISTENERS);
        }
    }

    /// What one listener heard over all its streams.
    private static final class Ears {

        private final List<EventListener.Heard> heard = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean stopped;
        private final AtomicInteger sessions = new AtomicInteger();
        private volatile @Nullable EventListener open;
        private String last = "c0-r0-e0";

        void stop() {
            stopped = true;
            EventListener stream = open;
            if (stream != null) {
                stream.close();
            }
        }

        List<String> words() {
            return named("run")
                    .map(EventListener.Heard::data)
                    .map(LiveServerIT::word)
                    .toList();
        }

        long charges() {
            return named("spend")
                    .mapToLong(event -> Long.parseLong(field(event.data(), "charges")))
                    .sum();
        }

        BigDecimal spent() {
            return named("spend")
                    .map(event -> new BigDecimal(field(event.data(), "teams.effective")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private Stream<EventListener.Heard> named(String name) {
            return List.copyOf(heard).stream().filter(event -> event.name().equals(name));
        }
    }

    private @Nullable Void listen(URI url, Ears ears) throws InterruptedException {
        while (!ears.stopped) {
            try (EventListener stream = EventListener.open(url, ears.last, Map.of("kind", "run,spend"))) {
                ears.open = stream;
                ears.sessions.incrementAndGet();
                while (!stream.hasEnded() && !ears.stopped) {
                    Thread.sleep(20);
                }
                ears.heard.addAll(stream.heard());
                ears.last = Objects.requireNonNull(stream.last());
            } catch (IOException gone) {
                Thread.sleep(50);
            }
        }
        return null;
    }

    private @Nullable Void push(URI url, int pusher) throws Exception {
        for (int i = 0; !enough.get(); i++) {
            Push push = i % 3 == 2 ? usage(pusher, i) : word(pusher, i);
            // the same again until it is acknowledged, as whoever gets no answer does
            while (status(url, push) != 200) {
                Thread.sleep(20);
            }
            acknowledged.add(push);
        }
        return null;
    }

    private static Push word(int pusher, int i) {
        String run = "run-" + pusher + "-" + i / 3;
        String at = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(60L * i).toString();
        return i % 3 == 0
                ? new Push(
                        "runs/" + run + "/start",
                        "{\"start\": \"" + at + "\", \"heartbeat_seconds\": 0}",
                        run + "/" + at)
                : new Push(
                        "runs/" + run + "/heartbeat",
                        "{\"at\": \"" + at + "\", \"loss\": 0." + i + "}",
                        run + "/" + at);
    }

    private static Push usage(int pusher, int i) {
        Instant start = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(60L * i);
        return new Push("usage", """
                {"id": "use-%d-%d", "start": "%s", "end": "%s", "provider": "aws", "region": "us-east-1",
                 "instance_type": "p3.2xlarge", "team": "vision", "run_id": "run-%d-%d"}""".formatted(pusher, i, start, start.plusSeconds(60), pusher, i / 3), null);
    }

    private static String word(String data) {
        return field(data, "run") + "/" + field(data, "at");
    }

    private void everythingAcknowledgedIsKnown(URI url) throws Exception {
        for (Push push : acknowledged) {
            HttpResponse<String> response = sendUntilAnswered(url, push);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(field(response.body(), "added")).as("%s", push).isEqualTo("0");
            assertThat(field(response.body(), "known")).as("%s", push).isEqualTo("1");
        }
    }

    /// A connection that was kept from before the last end of the server may break once; a push may be sent again.
    private HttpResponse<String> sendUntilAnswered(URI url, Push push) throws IOException, InterruptedException {
        try {
            return send(url, push);
        } catch (IOException gone) {
            return send(url, push);
        }
    }

    private int status(URI url, Push push) throws InterruptedException {
        try {
            HttpResponse<String> response = send(url, push);
            assertThat(response.statusCode()).as(response.body()).isIn(200, 500, 502, 503);
            return response.statusCode();
        } catch (IOException gone) {
            return 0;
        }
    }

    private HttpResponse<String> send(URI url, Push push) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url.resolve("/api/v1/" + push.path()))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(push.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(URI url, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitAcknowledged(int number) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (acknowledged.size() < number) {
            assertThat(Instant.now()).as("%s acknowledged", acknowledged.size()).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private static void awaitHeard(List<Ears> listeners, int words) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        for (Ears ears : listeners) {
            while (ears.words().size() + heardNow(ears) < words && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
        }
        // and what is on its way of the last charges
        Thread.sleep(2_000);
    }

    private static long heardNow(Ears ears) {
        EventListener stream = ears.open;
        return stream == null
                ? 0
                : stream.heard().stream()
                        .filter(event -> event.name().equals("run"))
                        .count();
    }

    private static String field(String json, String path) {
        try {
            return Objects.requireNonNull(StringsJson.read(json).get(path), path + " in " + json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
