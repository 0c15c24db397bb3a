package dev.outlay.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reservation as it stands: what was spent of each hold and what is still set aside.
///
/// `lets` is when it lets go by itself, as things stand, and `because` why. Immutable and thread-safe.
public record Standing(Reservation reservation, List<Part> parts, Instant lets, String because) {

    /// One hold: what was set aside of a budget, what its job spent since, and what is left of it, in the unit;
    /// null units where the budget is gone.
    public record Part(
            String budget, @Nullable BudgetUnit unit, BigDecimal held, BigDecimal drawn, BigDecimal remaining) {}

    public Standing {
        Objects.requireNonNull(reservation, "reservation");
        parts = List.copyOf(parts);
    }

    static Standing of(Position.Due due, Position position, Tree tree) {
        Reservation reservation = due.reservation();
        return new Standing(
                reservation,
                reservation.holds().stream()
                        .map(hold -> new Part(
                                hold.budget(),
                                tree.named(hold.budget())
                                        .map(budget -> budget.limit().unit())
                                        .orElse(null),
                                hold.amount(),
                                position.drawn(reservation, hold),
                                position.remaining(reservation, hold)))
                        .toList(),
                due.at(),
                due.over().text());
    }
}
