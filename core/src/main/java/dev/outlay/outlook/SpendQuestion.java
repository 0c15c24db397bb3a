package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import java.util.List;
import java.util.Objects;

/// Which spend is asked about: a measure of the charges that pass every filter, apart for each combination of
/// dimension values. Throws [IllegalArgumentException] on a dimension named twice. Immutable and thread-safe.
public record SpendQuestion(Measure measure, List<Dimension> by, List<Filter> filters) {

    public SpendQuestion {
        Objects.requireNonNull(measure, "measure");
        by = List.copyOf(by);
        filters = List.copyOf(filters);
        if (by.stream().distinct().count() < by.size()) {
            throw new IllegalArgumentException("a dimension is named twice: "
                    + by.stream().map(Dimension::text).toList());
        }
    }

    /// One measure of all that passes the filters.
    public static SpendQuestion of(Measure measure, Filter... filters) {
        return new SpendQuestion(measure, List.of(), List.of(filters));
    }
}
