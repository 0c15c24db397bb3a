package dev.outlay.connect.feed;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Price;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What feeds have said so far: the prices of each thing by the instant from which they hold. Not thread-safe.
final class KnownPrices {

    private final Map<String, NavigableMap<Instant, UnitPrice>> known = new HashMap<>();

    /// The prices in a ledger that any feed stated.
    static KnownPrices in(LedgerReader ledger) {
        var prices = new KnownPrices();
        try (Stream<Price> stream = ledger.facts(Price.class, Span.EVER)) {
            stream.forEach(price -> {
                String id = price.origin().id();
                if (id.startsWith(FeedPage.SOURCE + "/")) {
                    prices.add(id.substring(FeedPage.SOURCE.length() + 1, id.indexOf('/', 5)), price);
                }
            });
        }
        return prices;
    }

    void add(String feed, Price price) {
        of(feed, price).put(price.at(), price.unitPrice());
    }

    /// Whether a thing costs this at an instant already.
    boolean holds(String feed, Price price) {
        Map.Entry<Instant, UnitPrice> at = of(feed, price).floorEntry(price.at());
        return at != null && at.getValue().equals(price.unitPrice());
    }

    /// What is stated to begin at the very instant of a price; null where nothing is.
    @Nullable
    UnitPrice beginning(String feed, Price price) {
        return of(feed, price).get(price.at());
    }

    private NavigableMap<Instant, UnitPrice> of(String feed, Price price) {
        return known.computeIfAbsent(feed + "\n" + FeedPage.thing(price), _ -> new TreeMap<>());
    }
}
