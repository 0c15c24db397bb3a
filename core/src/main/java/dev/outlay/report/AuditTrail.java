package dev.outlay.report;

import dev.outlay.ledger.Event;
import java.time.Instant;
import java.util.Map;

/// How what visitors did, or were kept from, is written as events.
public final class AuditTrail {

    /// The topic of these events; their subject is what was asked, such as `POST /api/v1/imports`.
    public static final String TOPIC = "audit";

    static final String FROM = "from";
    static final String ROLE = "role";
    static final String STATUS = "status";
    static final String COUNT = "count";

    private AuditTrail() {}

    /// One request: what was asked, with which `outcome` (`done`, `refused`, `failed`), by whom in which role, from
    /// which address, answered with which HTTP status.
    public record Entry(String what, String outcome, String who, String role, String from, int status) {

        /// The event of so many requests like this one. Two of one key are one.
        public Event event(String key, Instant at, long count) {
            return Event.of(
                    key,
                    at,
                    TOPIC,
                    what,
                    outcome,
                    who,
                    Map.of(FROM, from, ROLE, role, STATUS, Integer.toString(status), COUNT, Long.toString(count)));
        }
    }
}
