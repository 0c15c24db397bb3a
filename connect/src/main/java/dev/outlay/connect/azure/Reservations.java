package dev.outlay.connect.azure;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.UnitPrice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The reservations of machines, of which the cheapest term counts, as it does in the catalog. Not thread-safe.
final class Reservations {

    private record Term(FeedPage page, String machine, String region, Instant from, String term, UnitPrice price) {

        Fact fact() {
            return page.price(
                    from,
                    "azure",
                    machine,
                    region,
                    null,
                    CapacityType.RESERVED,
                    price,
                    "Azure Retail Prices, reservation of " + term);
        }
    }

    private final Map<String, Term> cheapest = new LinkedHashMap<>();

    void add(FeedPage page, String machine, String region, Instant from, String term, UnitPrice perHour) {
        var added = new Term(page, machine, region, from, term, perHour);
        cheapest.merge(
                machine + "/" + region,
                added,
                (one, other) -> one.price().price().compareTo(other.price().price()) <= 0 ? one : other);
    }

    int rows() {
        return cheapest.size();
    }

    List<Fact> cheapest() {
        return cheapest.values().stream().map(Term::fact).toList();
    }
}
