package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a [TotalsQuery]: one row per bucket, currency and combination of dimension values.
///
/// Immutable and thread-safe.
public record Totals(TotalsQuery query, List<Row> rows) {

    public Totals {
        rows = List.copyOf(rows);
    }

    /// One row. `bucket` is where its time bucket starts, null without a grain. `dimensions` are in the query's
    /// order, null where a charge does not say. `measures` are in the query's order, null where no charge of the
    /// row knows the measure; GPU time is in GPU-seconds, exact. `currency` is that of the charges,
    /// [Costs#NO_CURRENCY] for those without a price; null where the query asks for no money, whose rows are not
    /// cut by currency. `charges` counts them, `unpriced` those among them without any cost.
    public record Row(
            @Nullable Instant bucket,
            List<@Nullable String> dimensions,
            @Nullable String currency,
            List<@Nullable BigDecimal> measures,
            long charges,
            long unpriced) {

        public Row {
            // List.copyOf refuses the nulls that stand for what is not known
            dimensions = Collections.unmodifiableList(new ArrayList<>(dimensions));
            List<@Nullable BigDecimal> normal = new ArrayList<>();
            measures.forEach(measure -> normal.add(measure == null ? null : Decimals.normal(measure)));
            measures = Collections.unmodifiableList(normal);
        }
    }
}
