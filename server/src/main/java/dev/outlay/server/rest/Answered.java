package dev.outlay.server.rest;

import dev.outlay.Outlay;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.Span;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The requests that came with a key and were answered: an [Event] each, so that a restart forgets none.
///
/// A key that was used within [#KEPT] is answered as it was then. Thread-safe.
@Singleton
public final class Answered {

    static final Duration KEPT = Duration.ofDays(30);
    static final String TOPIC = "request";
    static final String JSON = "application/json";

    /// What was answered, and of which content type it is.
    record Kept(String text, String type) {}

    private static final String ASKED = "asked";
    private static final String ANSWER = "answer";
    private static final String TYPE = "type";

    private final Outlay outlay;
    private final ServerSettings settings;
    private final Set<String> running = new HashSet<>();
    private @Nullable Map<String, Event> known;

    Answered(Outlay outlay, ServerSettings settings) {
        this.outlay = outlay;
        this.settings = settings;
    }

    /// Takes a key for a request that `asked` stands for: its address, parameters and body. Answers with the answer
    /// of the first time where there was one; else the key is taken until [#done] or [#failed]. Throws
    /// [ProblemException] where the key stands for another request, or for one that is not answered yet.
    synchronized Optional<Kept> begin(String key, String asked) {
        Event before = known().get(key);
        if (before != null && before.at().isAfter(now().minus(KEPT))) {
            if (!asked.equals(before.details().get(ASKED))) {
                throw new ProblemException(Problem.keyReused(key));
            }
            Map<String, String> kept = before.details();
            return Optional.of(new Kept(kept.getOrDefault(ANSWER, ""), kept.getOrDefault(TYPE, JSON)));
        }
        if (!running.add(key)) {
            throw new ProblemException(Problem.keyInUse(key));
        }
        return Optional.empty();
    }

    /// Keeps the answer to the request that took the key.
    void done(String key, String asked, Kept answer) throws SourceException {
        Event event = Event.of(
                key + "/" + now(),
                now(),
                TOPIC,
                key,
                "answered",
                null,
                Map.of(ASKED, asked, ANSWER, answer.text(), TYPE, answer.type()));
        outlay.ledger().append(Reading.of(List.of(event)));
        synchronized (this) {
            known().put(key, event);
            running.remove(key);
        }
    }

    /// Gives the key back: nothing was done.
    synchronized void failed(String key) {
        running.remove(key);
    }

    private Map<String, Event> known() {
        if (known == null) {
            Map<String, Event> found = new LinkedHashMap<>();
            try (Stream<Event> events =
                    outlay.ledger().facts(Event.class, new Span(now().minus(KEPT), Span.EVER.to()))) {
                events.filter(event -> event.topic().equals(TOPIC)).forEach(event -> found.put(event.subject(), event));
            }
            known = found;
        }
        return known;
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
