package dev.outlay.monitor;

import static dev.outlay.monitor.CostWatch.said;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How old the newest thing is that is known of each provider.
final class FreshnessWatch implements Watch {

    private static final int MOST = 50;
    // what is paid for a month or a year ahead says nothing about how far the data reaches
    private static final Duration LONGEST = Duration.ofHours(25);

    private static final Metric AGE = Metric.of(
            "outlay_freshness_age_seconds",
            "Seconds from the end of the newest charge of a provider to now; charges for more than 25 hours and those"
                    + " that have not ended are left out.",
            "provider");

    @Override
    public List<Metric> metrics() {
        return List.of(AGE);
    }

    @Override
    public List<Family> look(Sight sight) {
        Map<Optional<String>, Instant> days = new HashMap<>();
        Totals totals = sight.ledger()
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.PROVIDER)
                        .grain(Grain.DAY)
                        .in(new Span(Span.EVER.from(), sight.now())));
        // in the order of time, so that the last day of a provider stays
        totals.rows()
                .forEach(row -> days.put(
                        Optional.ofNullable(row.dimensions().getFirst()), Objects.requireNonNull(row.bucket())));
        Map<List<String>, BigDecimal> ages = new HashMap<>();
        days.forEach((provider, day) -> {
            Instant end = end(sight, provider.orElse(null), day);
            if (end != null) {
                ages.put(
                        List.of(said(provider.orElse(null), Largest.UNKNOWN)),
                        BigDecimal.valueOf(Duration.between(end, sight.now()).toSeconds()));
            }
        });
        // ages do not sum: with more providers than shown the freshest are left out
        List<Level> levels =
                Largest.family(AGE, ages, MOST, 1).levels().stream().limit(MOST).toList();
        return List.of(new Family(AGE, levels, (long) ages.size() - levels.size()));
    }

    private static @Nullable Instant end(Sight sight, @Nullable String provider, Instant day) {
        // the day before too, where the last day holds nothing but charges for long
        Span span = new Span(day.minus(LONGEST), Span.dayOf(day).to());
        var filter = new Filter(Dimension.Named.PROVIDER, Collections.singleton(provider));
        try (Stream<Charge> charges = sight.ledger().facts(Charge.class, span, List.of(filter))) {
            return charges.map(Charge::period)
                    .filter(period -> period.length().compareTo(LONGEST) <= 0)
                    .map(Span::to)
                    .filter(end -> !end.isAfter(sight.now()))
                    .max(Instant::compareTo)
                    .orElse(null);
        }
    }
}
