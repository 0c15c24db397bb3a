package dev.outlay.budget;

import dev.outlay.ledger.Event;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all events of reservations lead to: what is reserved, what was consented to, how budgets behave.
///
/// Not thread-safe. It says nothing of time: what has expired is for the reader to tell.
final class Book {

    /// The policy of this name is that of all budgets without one of their own.
    static final String EVERY = "*";

    /// An ask that was refused: who asked, and what it asked for of the budgets that refused it, which are none
    /// where it was put to people instead.
    record Refused(@Nullable String by, Map<String, BigDecimal> over, boolean referred) {

        Refused {
            over = Map.copyOf(over);
        }
    }

    private final Map<String, Reservation> reserved = new LinkedHashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Refused> refused = new HashMap<>();
    private final Map<String, List<Consent>> consents = new HashMap<>();
    private final Map<String, AdmissionPolicy> policies = new HashMap<>();
    private final Map<String, Instant> graces = new HashMap<>();
    private long events;

    void apply(Event event) {
        events++;
        switch (event.verb()) {
            case ReservationEvents.RESERVED -> {
                Reservation reservation = ReservationEvents.reservation(event);
                reserved.put(event.subject(), reservation);
                times.merge(event.subject(), reservation.times(), Math::max);
            }
            case ReservationEvents.RELEASED -> reserved.remove(event.subject());
            case ReservationEvents.REFUSED ->
                refused.put(event.subject(), new Refused(event.actor(), ReservationEvents.over(event), false));
            case ReservationEvents.REFERRED -> refused.put(event.subject(), new Refused(event.actor(), Map.of(), true));
            case ReservationEvents.APPROVED, ReservationEvents.OVERRIDDEN ->
                consents.computeIfAbsent(event.subject(), _ -> new ArrayList<>())
                        .add(ReservationEvents.consent(event));
            case ReservationEvents.POLICY_SET -> policies.put(event.subject(), ReservationEvents.policy(event));
            case ReservationEvents.GRACE_STARTED ->
                graces.put(grace(event.subject(), event.details().getOrDefault("period", "")), event.at());
            // what was only tried out changes nothing
            default -> {}
        }
    }

    /// The number that the next event has, from 0.
    long next() {
        return events;
    }

    /// What was reserved and not released, in the order of reserving.
    Collection<Reservation> reserved() {
        return Collections.unmodifiableCollection(reserved.values());
    }

    @Nullable
    Reservation reserved(String id) {
        return reserved.get(id);
    }

    int times(String id) {
        return times.getOrDefault(id, 0);
    }

    @Nullable
    Refused refused(String id) {
        return refused.get(id);
    }

    List<Consent> consents(String subject) {
        return consents.getOrDefault(subject, List.of());
    }

    AdmissionPolicy policy(String budget) {
        AdmissionPolicy own = policies.get(budget);
        return own == null ? policies.getOrDefault(EVERY, AdmissionPolicy.DEFAULT) : own;
    }

    @Nullable
    Instant graceBegan(String budget, Span period) {
        return graces.get(grace(budget, period.from().toString()));
    }

    private static String grace(String budget, String period) {
        return period + " " + budget;
    }
}
