package dev.outlay.connect.feed;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.http.FakePace;
import dev.outlay.connect.http.FixedJitter;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One feed that is fetched into a ledger in memory as often as a test wants, at a time that the test sets.
public final class FetchedFeed {

    public final Ledger ledger = new MemoryLedger();
    public final FakePace pace = new FakePace();
    public final List<String> told = new ArrayList<>();
    public final Map<String, String> environment = new HashMap<>();
    public Instant now = Instant.parse("2026-08-20T12:00:00Z");
    private final Feed feed;
    private final Path folder;

    public FetchedFeed(Feed feed, Path folder, String... environment) {
        this.feed = feed;
        this.folder = folder;
        for (int i = 0; i < environment.length; i += 2) {
            this.environment.put(environment[i], environment[i + 1]);
        }
    }

    public Table fetch() {
        var settings = FeedSettings.of(
                folder, HttpSettings.of(() -> now).at(pace, new FixedJitter()), name -> environment.get(name));
        try (var fetch = new PriceFetch(
                new Outlay(() -> ledger, Catalog.builtin(), () -> now), Catalog.builtin(), List.of(feed), settings)) {
            return fetch.fetch(PriceFetch.Wish.EVERYTHING, told::add);
        } catch (SourceException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Price> prices() {
        try (Stream<Price> prices = ledger.facts(Price.class, Span.EVER)) {
            return prices.toList();
        }
    }

    public List<Refusal> refusals() {
        try (Stream<Refusal> refusals = ledger.facts(Refusal.class, Span.EVER)) {
            return refusals.toList();
        }
    }

    /// Each price as one line: way, SKU, place, amount, since when.
    public List<String> lines() {
        return prices().stream()
                .map(price -> price.capacityType().text() + " " + price.sku() + " "
                        + (price.zone() == null ? price.region() : price.zone()) + " "
                        + price.unitPrice().price() + " " + price.at())
                .sorted()
                .toList();
    }

    public static @Nullable String cell(Table table, String column) {
        return table.rows()
                .getFirst()
                .get(table.columns().stream().map(each -> each.name()).toList().indexOf(column));
    }
}
