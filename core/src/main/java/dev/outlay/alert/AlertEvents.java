package dev.outlay.alert;

import dev.outlay.ledger.Event;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of the topic `alert`: their verbs, the names of their details, and their order.
///
/// Each has a number, one above the last, so that their order does not hang on clocks and one decision is written
/// once. `fired`, `updated`, `escalated` (what is worth telling) say to whom; `notified` holds the whole message
/// and which events it tells of.
final class AlertEvents {

    static final String TOPIC = "alert";

    static final String FIRED = "fired";
    static final String UPDATED = "updated";
    /// The condition is not there any more, for now.
    static final String SUBSIDED = "subsided";
    /// It is there again before the alert was over.
    static final String RETURNED = "returned";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String ESCALATED = "escalated";
    static final String RESOLVED = "resolved";
    /// The condition of an alert that a person resolved has gone, so that it may fire again.
    static final String CLEARED = "cleared";

    static final String SILENCED = "silenced";
    static final String UNSILENCED = "unsilenced";
    static final String NOTIFIED = "notified";

    static final String RULE = "rule";
    static final String TO = "to";
    static final String NOTE = "note";
    static final String COVERS = "covers";
    static final String CHANNEL = "channel";
    static final String GROUP = "group";

    private static final int DIGITS = 9;

    private AlertEvents() {}

    static Event of(
            int sequence,
            Instant at,
            String subject,
            String verb,
            @Nullable String actor,
            Map<String, String> details) {
        return Event.of(key(sequence), at, TOPIC, subject, verb, actor, details);
    }

    /// The number that orders an event.
    static int sequence(Event event) {
        String id = event.origin().id();
        return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
    }

    /// What a message is called: as the event that tells of it.
    static String message(int sequence) {
        return TOPIC + "/" + key(sequence);
    }

    private static String key(int sequence) {
        return ("%0" + DIGITS + "d").formatted(sequence);
    }
}
