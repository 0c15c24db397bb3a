package dev.outlay.pricing;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values that held for some time, gathered by the hour of the day, UTC, in which they held.
///
/// Each hour, 0 to 23, knows its time-weighted mean, the lowest and the highest value, and how long any was known.
/// Exact until a mean is taken. Not thread-safe.
public final class HoursOfDay {

    /// How many hours a day has, UTC.
    public static final int HOURS = 24;

    private static final Duration DAY = Duration.ofDays(1);

    private final Hour[] hours = Collections.nCopies(HOURS, new Hour(TimeWeighted.NOTHING, null, null))
            .toArray(Hour[]::new);

    /// What is known of one hour of the day; `lowest` and `highest` are null where nothing is.
    public record Hour(
            TimeWeighted weighted,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest) {

        /// The time-weighted mean; empty where nothing is known.
        public Optional<BigDecimal> mean() {
            return weighted.mean();
        }

        private Hour with(TimeWeighted more, BigDecimal low, BigDecimal high) {
            return new Hour(
                    weighted.plus(more),
                    lowest == null ? low : lowest.min(low),
                    highest == null ? high : highest.max(high));
        }
    }

    /// Adds a value that held for a whole span.
    public void add(BigDecimal value, Span held) {
        add(value, value, value, held);
    }

    /// Adds a value that held for a whole span and may have lain between two others.
    public void add(BigDecimal low, BigDecimal value, BigDecimal high, Span held) {
        long days = held.length().toDays();
        Instant from = held.from();
        if (days > 0) {
            // whole days touch every hour alike, however many they are
            Span hour = Span.of(Instant.EPOCH, Duration.ofHours(days));
            for (int i = 0; i < HOURS; i++) {
                hours[i] = hours[i].with(TimeWeighted.of(value, hour), low, high);
            }
            from = from.plus(DAY.multipliedBy(days));
        }
        while (from.isBefore(held.to())) {
            int hour = from.atOffset(ZoneOffset.UTC).getHour();
            Instant next = from.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
            Instant to = next.isBefore(held.to()) ? next : held.to();
            hours[hour] = hours[hour].with(TimeWeighted.of(value, new Span(from, to)), low, high);
            from = to;
        }
    }

    /// What is known of an hour of the day, 0 to 23.
    public Hour of(int hour) {
        return hours[hour];
    }
}
