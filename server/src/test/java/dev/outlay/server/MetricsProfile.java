package dev.outlay.server;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.server.rest.FileSources;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The server over the sample ledger, which counts how often it is asked; figures are gathered once an hour.
public final class MetricsProfile implements QuarkusTestProfile {

    static final AtomicLong ASKED = new AtomicLong();
    /// Those of the questions that were asked while a request was answered, and not by the clock.
    static final AtomicLong ASKED_BY_REQUESTS = new AtomicLong();

    private static void count() {
        ASKED.incrementAndGet();
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("executor-thread") || thread.startsWith("vert.x")) {
            ASKED_BY_REQUESTS.incrementAndGet();
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "outlay.home", "target/test-home-metrics",
                "outlay.now", "2026-10-30T00:00:00Z",
                "outlay.metrics.every", "PT1H");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Counted.class);
    }

    /// In place of the ledger and the sources of the product.
    @Alternative
    @Singleton
    static final class Counted {

        @Produces
        @Singleton
        @Alternative
        Ledger ledger() {
            return new CountingLedger(SampleLedger.create());
        }

        @Produces
        @Singleton
        @Alternative
        FileSources sources() {
            return new LineSources();
        }
    }

    /// A ledger that counts the questions it is asked.
    private record CountingLedger(Ledger ledger) implements Ledger {

        @Override
        public Appended append(Reading reading) throws SourceException {
            return ledger.append(reading);
        }

        @Override
        public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
            return ledger.arrived(kind, arrivals);
        }

        @Override
        public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
            MetricsProfile.count();
            return ledger.facts(kind, span, filters);
        }

        @Override
        public Totals totals(TotalsQuery query) {
            MetricsProfile.count();
            return ledger.totals(query);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }
}
