package dev.outlay.connect.azure;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.feed.MachineNames;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Azure Retail Prices: list prices of virtual machines with accelerators, on demand, spot and reserved, in USD.
///
/// It takes no credentials. Pages are followed as they are linked; a page that cannot be read ends its list, and
/// what came before is kept. Thread-safe.
public final class AzureRetailPrices implements Feed {

    private static final String USUAL = "https://prices.azure.com/api/retail/prices";
    private static final String MACHINES = "serviceName eq 'Virtual Machines' and ";
    // the second list is that of meters which name their machine in the text of the SKU only
    private static final List<String> FILTERS =
            List.of(MACHINES + "contains(armSkuName, 'Standard_N')", MACHINES + "armSkuName eq ''");
    private static final RateLimit LIMIT = RateLimit.of(5, Duration.ofSeconds(1));
    private static final int MOST_PAGES = 1_000;

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public String provider() {
        return "azure";
    }

    @Override
    public String description() {
        return "Azure Retail Prices";
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        var names = new MachineNames(access.catalog(), provider());
        var reservations = new Reservations();
        boolean whole = true;
        int read = 0;
        for (String filter : FILTERS) {
            try {
                readList(access, filter, names, reservations, consumer);
                read++;
            } catch (SourceException e) {
                whole = false;
                access.missing(String.valueOf(e.getMessage()));
            }
        }
        if (read == 0 && reservations.rows() == 0) {
            return;
        }
        if (!whole) {
            // the cheapest of the terms that were read need not be the cheapest there is
            access.missing("so the reserved prices of Azure were left as they were");
            return;
        }
        reservations.cheapest().forEach(consumer);
    }

    private void readList(
            FeedAccess access, String filter, MachineNames names, Reservations reservations, Consumer<Fact> consumer)
            throws SourceException {
        URI base = access.address(this, USUAL);
        String query = "api-version=2023-01-01-preview&currencyCode=" + encode("'USD'") + "&meterRegion="
                + encode("'primary'") + "&" + encode("$filter") + "=" + encode(filter);
        Set<String> asked = new HashSet<>();
        for (@Nullable String next = query; next != null; ) {
            if (!asked.add(next) || asked.size() > MOST_PAGES) {
                access.missing("Azure Retail Prices links its pages in a circle: page " + asked.size()
                        + " was the last that was read");
                return;
            }
            access.tell("page " + asked.size());
            var page = new Page(names, reservations, consumer);
            access.read(this, call(base, next), page);
            next = page.next;
        }
    }

    private Call call(URI base, String query) {
        return Call.get(description(), URI.create(base + "?" + query))
                .limitedTo(LIMIT)
                .freshFor(FeedAccess.FRESH);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// One page: its rows, and where the next one is.
    private static final class Page implements FeedAccess.PageReader {

        private final MachineNames names;
        private final Reservations reservations;
        private final Consumer<Fact> consumer;
        private @Nullable String next;

        Page(MachineNames names, Reservations reservations, Consumer<Fact> consumer) {
            this.names = names;
            this.reservations = reservations;
            this.consumer = consumer;
        }

        @Override
        public void read(FeedPage page, InputStream body) throws IOException, WrongField {
            next = null;
            boolean[] listed = {false};
            Json[] link = {new Json.Nothing()};
            try (var json = new JsonDocument(body)) {
                if (json.next() != JsonDocument.Kind.OBJECT) {
                    throw new WrongField(null, null, "an object with the list 'Items' is expected");
                }
                json.fields((name, kind) -> {
                    switch (name) {
                        case "Items" -> {
                            listed[0] = kind == JsonDocument.Kind.ARRAY;
                            items(page, json, kind);
                        }
                        case "NextPageLink" -> link[0] = json.value();
                        default -> json.skip();
                    }
                });
            }
            if (!listed[0]) {
                throw new WrongField("Items", null, "the list 'Items' is missing: the feed may have changed its form");
            }
            next = query(link[0]);
        }

        private void items(FeedPage page, JsonDocument json, JsonDocument.Kind kind) throws IOException {
            if (kind != JsonDocument.Kind.ARRAY) {
                json.skip();
                return;
            }
            int[] index = {0};
            json.elements(_ -> row(page, json.value(), "Items[" + index[0]++ + "]"));
        }

        private void row(FeedPage page, Json value, String where) {
            try {
                new RetailPrice(FeedRow.of(value), names)
                        .price(page, reservations)
                        .ifPresent(consumer);
            } catch (WrongField e) {
                consumer.accept(page.refusal(value.text(), where, e));
            }
        }

        /// The query of the link: the host stays the one that was asked, whatever the link says.
        private static @Nullable String query(Json link) throws WrongField {
            if (link instanceof Json.Nothing) {
                return null;
            }
            if (link instanceof Json.Text text && text.value().contains("?")) {
                String query =
                        text.value().substring(text.value().indexOf('?') + 1).replace(" ", "%20");
                try {
                    return URI.create("?" + query).getRawQuery();
                } catch (IllegalArgumentException e) {
                    throw notALink(link);
                }
            }
            throw notALink(link);
        }

        private static WrongField notALink(Json link) {
            return new WrongField("NextPageLink", link.text(), "a link to the next page, or null, is expected");
        }
    }
}
