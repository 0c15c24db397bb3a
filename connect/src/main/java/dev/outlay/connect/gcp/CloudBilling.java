package dev.outlay.connect.gcp;

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

/// Google Cloud Billing Catalog: the SKUs of Compute Engine, added up to hourly prices of machines with GPUs, on
/// demand and spot, in USD.
///
/// Needs an API key. Google prices cores, memory and GPUs apart; a GPU's own price is not stated, because it would
/// pass for that of a machine with such GPUs. Where the pages break off, machines whose parts were read have their
/// price. Local disks, sustained use and commitments are in no sum. Thread-safe.
public final class CloudBilling implements Feed {

    static final String PROVIDER = "gcp";

    private static final String KEY = "GOOGLE_CLOUD_API_KEY";
    private static final String USUAL = "https://cloudbilling.googleapis.com";
    private static final String COMPUTE_ENGINE = "/v1/services/6F81-5844-456A/skus?currencyCode=USD&pageSize=5000";
    private static final RateLimit LIMIT = RateLimit.of(4, Duration.ofSeconds(1));
    private static final int MOST_PAGES = 500;
    private static final long LARGEST = 256L << 20;

    @Override
    public String name() {
        return PROVIDER;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public String description() {
        return "Google Cloud Billing Catalog";
    }

    @Override
    public List<String> needs() {
        return List.of(KEY);
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        var parts = new MachineParts();
        var prices = new MachinePrices(parts);
        Set<String> tokens = new HashSet<>();
        for (@Nullable String token = ""; token != null; ) {
            if (!tokens.add(token) || tokens.size() > MOST_PAGES) {
                access.missing(description() + " names a next page that was read already");
                break;
            }
            access.tell("page " + tokens.size());
            @Nullable String[] next = new String[1];
            try {
                access.read(
                        this, call(access, token), (page, body) -> next[0] = page(page, body, parts, prices, consumer));
            } catch (SourceException e) {
                if (tokens.size() == 1) {
                    throw e;
                }
                access.missing("from page " + tokens.size() + " on: " + e.getMessage());
            }
            token = next[0];
        }
        int lacking = prices.sums(access.catalog(), consumer);
        access.tell(lacking + " machines of the catalog lack the price of a part");
    }

    /// The key goes in a header, so that it stands in no address. Pages are not kept: their tokens are new each
    /// time, so that nobody would ask for what was kept.
    private Call call(FeedAccess access, String token) {
        String more = token.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return Call.get(description(), URI.create(access.address(this, USUAL) + COMPUTE_ENGINE + more))
                .secret("X-Goog-Api-Key", String.valueOf(access.variable(KEY)))
                .limitedTo(LIMIT)
                .atMost(LARGEST);
    }

    private static @Nullable String page(
            FeedPage page, InputStream body, MachineParts parts, MachinePrices prices, Consumer<Fact> consumer)
            throws IOException, WrongField {
        boolean[] listed = new boolean[1];
        @Nullable String[] token = new String[1];
        try (var document = new JsonDocument(body)) {
            if (document.next() != JsonDocument.Kind.OBJECT) {
                throw new WrongField(null, null, "an object with the list 'skus' is expected");
            }
            document.fields((name, kind) -> {
                if (name.equals("skus") && kind == JsonDocument.Kind.ARRAY) {
                    listed[0] = true;
                    int[] index = new int[1];
                    document.elements(
                            _ -> sku(document.value(), "skus[" + index[0]++ + "]", page, parts, prices, consumer));
                } else if (name.equals("nextPageToken")) {
                    token[0] = document.value().scalar();
                } else {
                    document.skip();
                }
            });
        }
        if (!listed[0]) {
            throw new WrongField("skus", null, "the list 'skus' is missing: the feed may have changed its form");
        }
        return token[0] == null || token[0].isEmpty() ? null : token[0];
    }

    private static void sku(
            Json value,
            String where,
            FeedPage page,
            MachineParts parts,
            MachinePrices prices,
            Consumer<Fact> consumer) {
        try {
            var sku = Sku.of(FeedRow.of(value), parts);
            if (sku.isPresent()) {
                prices.add(sku.get(), page);
            }
        } catch (WrongField e) {
            consumer.accept(page.refusal(value.text(), where, e));
        }
    }
}
