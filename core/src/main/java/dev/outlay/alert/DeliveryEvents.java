package dev.outlay.alert;

import dev.outlay.ledger.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of the topic `delivery`: what is written about a [Dispatch], under which key.
///
/// A key holds the number of the attempt it is about, so that appending one twice changes nothing and the order in
/// which they are read does not matter.
final class DeliveryEvents {

    static final String TOPIC = "delivery";
    static final String QUEUED = "queued";
    static final String ATTEMPTED = "attempted";
    static final String SENT = "sent";
    static final String FAILED = "failed";
    static final String UNKNOWN = "unknown";
    static final String DEAD = "dead";
    static final String RETRIED = "retried";

    static final String CHANNEL = "channel";
    static final String ATTEMPT = "attempt";
    static final String SENTENCE = "said";
    static final String NOT_BEFORE = "not_before";
    static final String HOLDS_CHANNEL = "holds_channel";

    private DeliveryEvents() {}

    static Event queued(Message message, String channel, Instant at) {
        Map<String, String> details = new LinkedHashMap<>(MessageTexts.of(message));
        details.put(CHANNEL, channel);
        String id = Dispatch.id(message.id(), channel);
        return Event.of(id + "/" + QUEUED, at, TOPIC, id, QUEUED, null, details);
    }

    static Event attempted(Dispatch dispatch, Instant at) {
        return about(dispatch, dispatch.attempts() + 1, ATTEMPTED, at, null, Map.of());
    }

    /// An end of the latest attempt: `sent`, `unknown` or `dead`.
    static Event ended(Dispatch dispatch, String verb, Instant at, String sentence) {
        return about(dispatch, dispatch.attempts(), verb, at, null, Map.of(SENTENCE, sentence));
    }

    static Event failed(Dispatch dispatch, Instant at, String sentence, Instant notBefore, boolean holdsChannel) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(SENTENCE, sentence);
        details.put(NOT_BEFORE, notBefore.toString());
        details.put(HOLDS_CHANNEL, Boolean.toString(holdsChannel));
        return about(dispatch, dispatch.attempts(), FAILED, at, null, details);
    }

    static Event retried(Dispatch dispatch, Instant at, String by) {
        return about(dispatch, dispatch.attempts(), RETRIED, at, by, Map.of());
    }

    private static Event about(
            Dispatch dispatch, int attempt, String verb, Instant at, @Nullable String actor, Map<String, String> more) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(CHANNEL, dispatch.channel());
        details.put(ATTEMPT, Integer.toString(attempt));
        details.putAll(more);
        return Event.of(dispatch.id() + "/" + attempt + "/" + verb, at, TOPIC, dispatch.id(), verb, actor, details);
    }
}
