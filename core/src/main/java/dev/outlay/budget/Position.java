package dev.outlay.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reservations that count at an instant and what they hold of each budget, kept as a sum that each entering
/// and leaving moves, so that it is known at once however many there are. Not thread-safe.
final class Position {

    /// Why a reservation no longer counts.
    enum Over {
        /// Its time is over.
        TIMEOUT("its time was over"),
        /// Its run has ended, and meters have had their time to catch up.
        ENDED("its run has ended");

        private final String text;

        Over(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// When and why a reservation stops counting.
    record Due(Reservation reservation, Instant at, Over over) {}

    private final Draws draws;
    private final Function<String, AdmissionPolicy> policies;
    private final Map<String, Due> counting = new LinkedHashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at)
            .thenComparing(each -> each.reservation().id()));
    private final Map<String, BigDecimal> reserved = new HashMap<>();

    Position(Book book, Draws draws) {
        this.draws = draws;
        this.policies = book::policy;
        book.reserved().forEach(this::enter);
    }

    /// What is reserved of a budget, in the unit of its limit.
    BigDecimal reserved(String budget) {
        return reserved.getOrDefault(budget, BigDecimal.ZERO);
    }

    /// What a reservation still holds of a budget.
    BigDecimal remaining(Reservation reservation, Hold hold) {
        return Holding.remaining(hold.amount(), draws.drawn(reservation.id(), hold.budget()));
    }

    /// What was spent of a hold.
    BigDecimal drawn(Reservation reservation, Hold hold) {
        return draws.drawn(reservation.id(), hold.budget());
    }

    void enter(Reservation reservation) {
        Due until = due(reservation);
        counting.put(reservation.id(), until);
        due.add(until);
        reservation
                .holds()
                .forEach(hold -> reserved.merge(hold.budget(), remaining(reservation, hold), BigDecimal::add));
    }

    /// Takes a reservation out, if it counts.
    void leave(String id) {
        Due left = counting.remove(id);
        if (left == null) {
            return;
        }
        due.remove(left);
        for (Hold hold : left.reservation().holds()) {
            reserved.merge(hold.budget(), remaining(left.reservation(), hold).negate(), BigDecimal::add);
        }
    }

    /// Takes out what no longer counts at an instant, in the order in which it stopped.
    List<Due> leaveOverdue(Instant now) {
        if (due.isEmpty() || due.element().at().isAfter(now)) {
            return List.of();
        }
        List<Due> left = new ArrayList<>();
        while (!due.isEmpty() && !due.element().at().isAfter(now)) {
            Due next = due.element();
            left.add(next);
            leave(next.reservation().id());
        }
        return left;
    }

    /// Those that count, in the order of reserving.
    List<Due> counting() {
        return List.copyOf(counting.values());
    }

    @Nullable
    Due counting(String id) {
        return counting.get(id);
    }

    private Due due(Reservation reservation) {
        Instant ended = draws.ended(reservation.id());
        Instant settled = ended == null
                ? null
                : ended.plus(reservation.holds().stream()
                        .map(hold -> policies.apply(hold.budget()).settling())
                        .max(Comparator.naturalOrder())
                        .orElse(AdmissionPolicy.DEFAULT.settling()));
        return settled == null || settled.isAfter(reservation.expires())
                ? new Due(reservation, reservation.expires(), Over.TIMEOUT)
                : new Due(reservation, settled, Over.ENDED);
    }
}
