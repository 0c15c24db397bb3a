package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A question for totals: measures by dimensions, cut by a grain, over the charges whose period starts in a span
/// and which pass every filter.
///
/// `span` is null for all of time. Throws [IllegalArgumentException] without a measure and on a dimension named
/// twice. Immutable and thread-safe.
public record TotalsQuery(
        List<Measure> measures,
        List<Dimension> by,
        Grain grain,
        List<Filter> filters,
        @Nullable Span span) {

    public TotalsQuery {
        measures = List.copyOf(measures);
        by = List.copyOf(by);
        filters = List.copyOf(filters);
        Objects.requireNonNull(grain, "grain");
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("totals need at least one measure");
        }
        if (by.stream().distinct().count() < by.size()) {
            throw new IllegalArgumentException("a dimension is named twice: "
                    + by.stream().map(Dimension::text).toList());
        }
    }

    /// One measure over all charges.
    public static TotalsQuery of(Measure measure) {
        return new TotalsQuery(List.of(measure), List.of(), Grain.NONE, List.of(), null);
    }

    public TotalsQuery by(Dimension... dimensions) {
        return new TotalsQuery(measures, List.of(dimensions), grain, filters, span);
    }

    public TotalsQuery grain(Grain newGrain) {
        return new TotalsQuery(measures, by, newGrain, filters, span);
    }

    public TotalsQuery where(Filter... newFilters) {
        return new TotalsQuery(measures, by, grain, List.of(newFilters), span);
    }

    public TotalsQuery in(@Nullable Span newSpan) {
        return new TotalsQuery(measures, by, grain, filters, newSpan);
    }
}
