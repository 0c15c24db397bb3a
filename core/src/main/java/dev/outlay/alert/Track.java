package dev.outlay.alert;

import dev.outlay.alert.Dispatch.Status;
import dev.outlay.ledger.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the events about one dispatch add up to, in whichever order they come. Not thread-safe.
final class Track {

    // of two ends of one attempt the first in this list counts
    private static final List<String> ENDS =
            List.of(DeliveryEvents.SENT, DeliveryEvents.UNKNOWN, DeliveryEvents.DEAD, DeliveryEvents.FAILED);

    private @Nullable Event queued;
    private @Nullable Event end;
    private int ended = -1;
    private int attempts;
    private int forgiven;
    private boolean retried;
    private Instant last = Instant.MIN;

    void add(Event event) {
        if (event.at().isAfter(last)) {
            last = event.at();
        }
        switch (event.verb()) {
            case DeliveryEvents.QUEUED -> queued = event;
            case DeliveryEvents.ATTEMPTED -> attempts = Math.max(attempts, attempt(event));
            case DeliveryEvents.RETRIED -> {
                retried = true;
                forgiven = Math.max(forgiven, attempt(event));
            }
            default -> end(event);
        }
    }

    Instant last() {
        return last;
    }

    /// What it adds up to; null as long as nothing says which message it is about.
    @Nullable
    Dispatch dispatch() {
        if (queued == null) {
            return null;
        }
        boolean again = retried && forgiven >= attempts;
        Status status = end != null && ended >= attempts ? status(end) : attempts == 0 ? Status.QUEUED : Status.SENDING;
        if (again && !status.isOpen() && status != Status.SENT) {
            status = Status.QUEUED;
        }
        Map<String, String> said = end == null ? Map.of() : end.details();
        boolean waits = status == Status.WAITING;
        return new Dispatch(
                MessageTexts.read(queued.details()),
                queued.details().getOrDefault(DeliveryEvents.CHANNEL, ""),
                queued.at(),
                status,
                attempts,
                forgiven,
                last,
                waits ? instant(said.get(DeliveryEvents.NOT_BEFORE)) : null,
                waits && "true".equals(said.get(DeliveryEvents.HOLDS_CHANNEL)),
                said.get(DeliveryEvents.SENTENCE));
    }

    private void end(Event event) {
        int attempt = attempt(event);
        if (end == null
                || attempt > ended
                || (attempt == ended && ENDS.indexOf(event.verb()) < ENDS.indexOf(end.verb()))) {
            ended = attempt;
            end = event;
        }
    }

    private static Status status(Event end) {
        return switch (end.verb()) {
            case DeliveryEvents.SENT -> Status.SENT;
            case DeliveryEvents.UNKNOWN -> Status.UNKNOWN;
            case DeliveryEvents.DEAD -> Status.DEAD;
            case DeliveryEvents.FAILED -> Status.WAITING;
            default -> throw new IllegalStateException("an event of another kind in the topic delivery: " + end);
        };
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static int attempt(Event event) {
        return Integer.parseInt(event.details().getOrDefault(DeliveryEvents.ATTEMPT, "0"));
    }
}
