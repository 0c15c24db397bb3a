package dev.outlay.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that was decided or done: a budget was set, cost reserved, an alert fired, an advice accepted.
///
/// What holds now is what the events of a `topic` lead to, one after the other; what was done, by whom and when, is
/// the same list read as it stands. `topic` is the area, such as `budget`; `subject` names what it is about; `verb`
/// says in the past tense what was done to it, such as `set`; `actor` is who asked, null where nobody did but the
/// clock; `details` are what the area has to say beyond that. Immutable and thread-safe.
public record Event(
        Origin origin,
        Instant at,
        String topic,
        String subject,
        String verb,
        @Nullable String actor,
        Map<String, String> details)
        implements Fact {

    public Event {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        requireSaid("topic", topic);
        requireSaid("subject", subject);
        requireSaid("verb", verb);
        details = Map.copyOf(details);
    }

    /// An event whose identity is its topic and a key: appending it again changes nothing.
    public static Event of(
            String key,
            Instant at,
            String topic,
            String subject,
            String verb,
            @Nullable String actor,
            Map<String, String> details) {
        return new Event(Origin.of("event/" + topic + "/" + key, topic), at, topic, subject, verb, actor, details);
    }

    @Override
    public Event readAt(Origin elsewhere) {
        return new Event(elsewhere, at, topic, subject, verb, actor, details);
    }

    private static void requireSaid(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an event has a " + name);
        }
    }
}
