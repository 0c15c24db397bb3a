package dev.outlay.server.metrics;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/// How many charges the ledger holds, and how many of them have no price.
///
/// A scrape asks the ledger at most once a minute, however many scrape. Thread-safe.
@Startup
@Singleton
final class LedgerGauges {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Ledger ledger;
    private Counts counts = new Counts(Instant.EPOCH, 0, 0);

    private record Counts(Instant at, long charges, long unpriced) {}

    LedgerGauges(Ledger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        Gauge.builder("outlay.ledger.charges", this, gauges -> gauges.counts().charges())
                .description("Charges in the ledger")
                .register(meters);
        Gauge.builder(
                        "outlay.ledger.charges.unpriced",
                        this,
                        gauges -> gauges.counts().unpriced())
                .description("Charges in the ledger that have no price")
                .register(meters);
    }

    private synchronized Counts counts() {
        Instant now = Instant.now();
        if (counts.at().plus(FRESH).isBefore(now)) {
            Totals totals = ledger.totals(TotalsQuery.of(Measure.BILLED));
            counts = new Counts(now, sum(totals, Totals.Row::charges), sum(totals, Totals.Row::unpriced));
        }
        return counts;
    }

    private static long sum(Totals totals, ToLongFunction<Totals.Row> field) {
        return totals.rows().stream().mapToLong(field).sum();
    }
}
