package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// How totals are cut in time, in UTC. A charge belongs to the bucket that its period starts in; weeks start on
/// Monday.
public enum Grain {
    /// One bucket over the whole span.
    NONE,
    HOUR,
    DAY,
    WEEK,
    MONTH;

    /// Where the bucket of an instant starts; null without a grain.
    public @Nullable Instant start(Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case NONE -> null;
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> day.toInstant();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
            case MONTH -> day.withDayOfMonth(1).toInstant();
        };
    }

    /// The whole buckets that a span lies in; the span itself without a grain.
    public Span whole(Span span) {
        Instant from = start(span.from());
        Instant last = start(span.to().minusNanos(1));
        if (from == null || last == null) {
            return span;
        }
        ZonedDateTime end = last.atZone(ZoneOffset.UTC);
        return new Span(
                from,
                switch (this) {
                    case NONE -> span.to();
                    case HOUR -> end.plusHours(1).toInstant();
                    case DAY -> end.plusDays(1).toInstant();
                    case WEEK -> end.plusWeeks(1).toInstant();
                    case MONTH -> end.plusMonths(1).toInstant();
                });
    }
}
