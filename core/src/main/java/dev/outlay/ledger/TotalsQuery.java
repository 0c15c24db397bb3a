package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A question for totals: measures by dimensions, cut by a grain, over the charges whose period starts in a span
/// and which pass every filter.
///
/// `span` is null for all of time. `owners` are the rules that dimensions and filters are seen through. `arrived`
/// keeps the charges that came into the ledger at some places only, and is null for all of them. Throws
/// [IllegalArgumentException] without a measure and on a dimension named twice. Immutable and thread-safe.
public record TotalsQuery(
        List<Measure> measures,
        List<Dimension> by,
        Grain grain,
        List<Filter> filters,
        @Nullable Span span,
        OwnerRules owners,
        @Nullable Arrivals arrived) {

    public TotalsQuery {
        measures = List.copyOf(measures);
        by = List.copyOf(by);
        filters = List.copyOf(filters);
        Objects.requireNonNull(grain, "grain");
        Objects.requireNonNull(owners, "owners");
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("totals need at least one measure");
        }
        if (by.stream().distinct().count() < by.size()) {
            throw new IllegalArgumentException("a dimension is named twice: "
                    + by.stream().map(Dimension::text).toList());
        }
    }

    /// A question for charges whenever they came into the ledger.
    public TotalsQuery(
            List<Measure> measures,
            List<Dimension> by,
            Grain grain,
            List<Filter> filters,
            @Nullable Span span,
            OwnerRules owners) {
        this(measures, by, grain, filters, span, owners, null);
    }

    /// A question for what charges say themselves, without rules.
    public TotalsQuery(
            List<Measure> measures, List<Dimension> by, Grain grain, List<Filter> filters, @Nullable Span span) {
        this(measures, by, grain, filters, span, OwnerRules.NONE);
    }

    /// One measure over all charges.
    public static TotalsQuery of(Measure measure) {
        return new TotalsQuery(List.of(measure), List.of(), Grain.NONE, List.of(), null);
    }

    public TotalsQuery by(Dimension... dimensions) {
        return new TotalsQuery(measures, List.of(dimensions), grain, filters, span, owners, arrived);
    }

    public TotalsQuery grain(Grain newGrain) {
        return new TotalsQuery(measures, by, newGrain, filters, span, owners, arrived);
    }

    public TotalsQuery where(Filter... newFilters) {
        return new TotalsQuery(measures, by, grain, List.of(newFilters), span, owners, arrived);
    }

    public TotalsQuery in(@Nullable Span newSpan) {
        return new TotalsQuery(measures, by, grain, filters, newSpan, owners, arrived);
    }

    /// The same question under other rules.
    public TotalsQuery under(OwnerRules rules) {
        return new TotalsQuery(measures, by, grain, filters, span, rules, arrived);
    }

    /// The same question for charges that came into the ledger at some places; null for all of them.
    public TotalsQuery arrived(@Nullable Arrivals places) {
        return new TotalsQuery(measures, by, grain, filters, span, owners, places);
    }
}
