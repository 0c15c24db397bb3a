package dev.outlay.connect.vast;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Decimals;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The offers on Vast.ai, a market where each machine has its own price: of verified machines that can be rented
/// now, the cheapest of each GPU and number of GPUs, anywhere and by country, on demand and at the lowest bid.
/// Disk and traffic cost extra.
///
/// It takes no credentials. The search has no pages and stops at a limit, so it is asked again from the last price
/// on until nothing new comes. Thread-safe.
public final class VastOffers implements Feed {

    private static final String USUAL = "https://console.vast.ai/api/v0/bundles/";
    // limits are not published
    private static final RateLimit LIMIT = RateLimit.of(1, Duration.ofSeconds(1));
    private static final int MOST_PAGES = 100;
    private static final String SEARCH = """
            {"limit": 1000, "type": "on-demand", "order": [["dph_total", "asc"]], "verified": {"eq": true}, \
            "external": {"eq": false}, "rentable": {"eq": true}, "rented": {"eq": false}, "num_gpus": {"gte": 1}AND_MORE}""";

    @Override
    public String name() {
        return "vast-ai";
    }

    @Override
    public String provider() {
        return "vast-ai";
    }

    @Override
    public String description() {
        return "Vast.ai offer search";
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        var market = new Market(access.catalog());
        var search = new Search(market, consumer);
        int pages = 0;
        do {
            search.met = 0;
            access.tell("search " + (pages + 1) + ", " + search.ids.size() + " offers so far");
            try {
                access.read(this, call(access, search.dearest), search);
            } catch (SourceException e) {
                if (search.ids.isEmpty()) {
                    throw e;
                }
                // the cheapest come first, so that those that were read are the prices of their machines
                access.missing("offers of Vast.ai from " + search.dearest + " USD an hour on: " + e.getMessage());
                break;
            }
            pages++;
        } while (search.met > 0 && pages < MOST_PAGES);
        market.cheapest().forEach(consumer);
    }

    private Call call(FeedAccess access, @Nullable BigDecimal from) {
        String more = from == null ? "" : ", \"dph_total\": {\"gte\": " + Decimals.text(from) + "}";
        return Call.post(description(), access.address(this, USUAL), SEARCH.replace("AND_MORE", more))
                .repeatably()
                .limitedTo(LIMIT)
                .freshFor(FeedAccess.FRESH);
    }

    /// What the searches of one reading have brought so far.
    private static final class Search implements FeedAccess.PageReader {

        private final Market market;
        private final Consumer<Fact> consumer;
        private final Set<String> ids = new HashSet<>();
        private @Nullable BigDecimal dearest;
        private int met;

        Search(Market market, Consumer<Fact> consumer) {
            this.market = market;
            this.consumer = consumer;
        }

        @Override
        public void read(FeedPage page, InputStream body) throws IOException, WrongField {
            boolean[] listed = {false};
            try (var json = new JsonDocument(body)) {
                if (json.next() != JsonDocument.Kind.OBJECT) {
                    throw new WrongField(null, null, "an object with the list 'offers' is expected");
                }
                json.fields((name, kind) -> {
                    if (!name.equals("offers") || kind != JsonDocument.Kind.ARRAY) {
                        json.skip();
                        return;
                    }
                    listed[0] = true;
                    int[] index = {0};
                    json.elements(_ -> offer(page, json.value(), "offers[" + index[0]++ + "]"));
                });
            }
            if (!listed[0]) {
                throw new WrongField(
                        "offers", null, "the list 'offers' is missing: the feed may have changed its form");
            }
        }

        private void offer(FeedPage page, Json value, String where) {
            try {
                FeedRow row = FeedRow.of(value);
                String id = Decimals.text(row.decimal("id"));
                if (!ids.add(id)) {
                    return;
                }
                met++;
                BigDecimal total = row.decimal("dph_total");
                if (dearest == null || total.compareTo(dearest) > 0) {
                    dearest = total;
                }
                market.offer(page, row);
            } catch (WrongField e) {
                consumer.accept(page.refusal(value.text(), where, e));
            }
        }
    }
}
