package dev.outlay.recommend;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was decided about an advice: its status, since when, by whom, why, and what the advice said then.
///
/// An advice that nobody decided about is open, with nothing else. Immutable and thread-safe.
public record Life(
        Status status,
        @Nullable Instant since,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable Remembered remembered) {

    /// The topic of the events that decide about advice; their subject is its id, their verb its status.
    public static final String TOPIC = "advice";

    /// Nothing was decided.
    public static final Life UNDECIDED = new Life(Status.OPEN, null, null, null, null);

    private static final String REASON = "reason";

    public Life {
        Objects.requireNonNull(status, "status");
    }

    /// What was decided about each advice up to an instant, by its id.
    public static Map<String, Life> all(LedgerReader ledger, Instant now) {
        Map<String, Life> lives = new HashMap<>();
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            events.filter(event -> event.topic().equals(TOPIC) && !event.at().isAfter(now))
                    .forEach(event -> status(event)
                            .ifPresent(status -> lives.put(
                                    event.subject(),
                                    new Life(
                                            status,
                                            event.at(),
                                            event.actor(),
                                            event.details().get(REASON),
                                            Remembered.of(event.details()).orElse(null)))));
        }
        return lives;
    }

    /// The event that records a decision.
    static Event event(
            String id, Status status, Instant at, @Nullable String actor, @Nullable String reason, Remembered said) {
        Map<String, String> details = new HashMap<>(said.details());
        if (reason != null) {
            details.put(REASON, reason);
        }
        return Event.of(id + "/" + status.text() + "/" + at, at, TOPIC, id, status.text(), actor, details);
    }

    private static Optional<Status> status(Event event) {
        try {
            return Optional.of(Status.of(event.verb()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a verb of a later version decides nothing here
        }
    }
}
