package dev.outlay.connect.feed;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed that says what it is told to say, without a network.
final class FakeFeed implements Feed {

    /// What it says next; `failure` ends the reading after the prices.
    final List<Fact> facts = new ArrayList<>();

    @Nullable
    String failure;

    private final String name;
    private final String provider;

    FakeFeed(String name, String provider) {
        this.name = name;
        this.provider = provider;
    }

    /// Says that a machine costs this from an instant on.
    FakeFeed says(String at, String sku, String price) {
        var instant = java.time.Instant.parse(at);
        facts.add(new FeedPage(name, "https://prices.example/list", instant)
                .price(
                        instant,
                        provider,
                        sku,
                        null,
                        null,
                        CapacityType.ON_DEMAND,
                        UnitPrice.of("USD", price, PricingUnit.HOUR),
                        "the fake"));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String description() {
        return "Prices of " + name;
    }

    @Override
    public Source source(FeedAccess access) {
        List<Fact> said = List.copyOf(facts);
        return new FeedSource(this, consumer -> {
            said.forEach(consumer);
            if (failure != null) {
                throw SourceException.outsideFailed(failure, new IOException(failure));
            }
        });
    }
}
