package dev.outlay.energy;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What usage says that charges do not: which machines were metered as a whole, and over which time traffic moved.
/// Not thread-safe.
final class MeteredMachines {

    private static final String RATED = "rated/";

    // rows of one machine do not overlap: the ledger refuses those that would
    private final Map<String, NavigableMap<Instant, Span>> machines = new HashMap<>();
    private final Map<String, Span> traffic = new HashMap<>();

    MeteredMachines(LedgerReader ledger, Span span) {
        try (Stream<Usage> usages = ledger.facts(Usage.class, span)) {
            usages.forEach(usage -> {
                if (usage.resource() == Resource.NODE && usage.energy() != null) {
                    machines.computeIfAbsent(node(usage.place()), _ -> new TreeMap<>())
                            .put(usage.span().from(), usage.span());
                } else if (usage.resource() == Resource.NETWORK) {
                    traffic.put(usage.origin().id(), usage.span());
                }
            });
        }
    }

    /// Whether a meter of the whole machine ran when a charge began.
    boolean holds(Charge charge) {
        if (charge.place().node() == null) {
            return false;
        }
        NavigableMap<Instant, Span> spans = machines.get(node(charge.place()));
        Map.Entry<Instant, Span> last = spans == null ? null : spans.floorEntry(charge.at());
        return last != null && last.getValue().contains(charge.at());
    }

    /// The seconds over which the traffic of a charge moved; empty where its use is not in the span.
    Optional<BigDecimal> trafficSeconds(Charge charge) {
        String id = charge.origin().id();
        int end = id.lastIndexOf('/');
        return id.startsWith(RATED) && end > RATED.length()
                ? Optional.ofNullable(traffic.get(id.substring(RATED.length(), end)))
                        .map(Span::seconds)
                : Optional.empty();
    }

    private static String node(Place place) {
        return place.provider() + "\n" + place.cluster() + "\n" + place.node();
    }
}
