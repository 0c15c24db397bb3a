package dev.outlay.connect.feed;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.http.FakePace;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.http.FixedJitter;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One feed on a bench: asked at an address of this machine, into a ledger of its own, with time that is set by
/// hand.
public final class FeedBench implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public final FakePace pace = new FakePace();
    public final DuckDbLedger ledger;
    public Instant now = NOON;
    private final Map<String, String> environment = new HashMap<>();
    private final PriceFetch fetch;

    public FeedBench(Path folder, FakeSystem system, String path, Feed feed) {
        this(folder, List.of(feed));
        set(FeedAccess.addressVariable(feed), system.url(path).toString());
    }

    public FeedBench(Path folder, List<Feed> feeds) {
        ledger = Ledgers.in(folder);
        var outlay = new Outlay(() -> ledger, Catalog.builtin(), () -> now);
        fetch = new PriceFetch(
                outlay,
                Catalog.builtin(),
                feeds,
                FeedSettings.of(
                        folder.resolve("feeds"),
                        HttpSettings.of(() -> now).at(pace, new FixedJitter()),
                        environment::get));
    }

    public FeedBench set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Table fetch() throws SourceException, IOException {
        return fetch(PriceFetch.Wish.EVERYTHING);
    }

    public Table fetch(PriceFetch.Wish wish) throws SourceException, IOException {
        return fetch.fetch(wish, _ -> {});
    }

    public Table status() {
        return fetch.status();
    }

    /// The only row of a fetch of one feed, by the names of its columns: `status=fresh prices=2 new=2 refused=0`.
    public String outcome() throws SourceException, IOException {
        return outcome(fetch());
    }

    public static String outcome(Table table) {
        List<@Nullable String> row = table.rows().getFirst();
        return "status=" + row.get(2) + " prices=" + row.get(3) + " new=" + row.get(4) + " refused=" + row.get(5);
    }

    /// The prices in the ledger: `from sku region capacity price`.
    public List<String> prices() {
        return facts().stream()
                .map(price -> price.at() + " " + price.sku() + " " + price.region() + " "
                        + price.capacityType().text() + " " + price.unitPrice())
                .sorted()
                .toList();
    }

    public List<Price> facts() {
        return Ledgers.facts(ledger, Price.class);
    }

    /// What was refused: `where: value: reason`.
    public List<String> refused() {
        return Ledgers.facts(ledger, Refusal.class).stream()
                .map(refusal -> refusal.column() + ": " + refusal.value() + ": " + refusal.reason())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        fetch.close();
        ledger.close();
    }
}
