package dev.outlay.pricing;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// Hours of a day, on some days of the week, in which prices are multiplied: `from` included, `to` not, by the
/// clock on the wall.
///
/// A window that ends before it starts reaches over midnight and belongs to the day on which it starts; one that
/// ends when it starts lasts the whole day. Throws [IllegalArgumentException] without a day and on a negative
/// multiplier. Immutable and thread-safe.
public record PriceWindow(String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, BigDecimal multiplier) {

    public PriceWindow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window holds on at least one day: " + name);
        }
        days = Set.copyOf(EnumSet.copyOf(days));
        CardMatch.checkMultiplier(name, multiplier);
    }

    /// Whether the window holds when the clock on the wall shows this.
    public boolean holds(LocalDateTime wall) {
        LocalTime time = wall.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(wall.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(wall.getDayOfWeek()) && !time.isBefore(from))
                || (days.contains(wall.getDayOfWeek().minus(1)) && time.isBefore(to));
    }
}
