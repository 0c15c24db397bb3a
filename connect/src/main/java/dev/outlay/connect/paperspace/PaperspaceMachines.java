package dev.outlay.connect.paperspace;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Paperspace's machines with GPUs and their price by the hour in each region where they stand.
///
/// Its documented interface names no prices; these are what its console asks for when a machine is made, which may
/// change without notice. It takes a key, in `PAPERSPACE_API_KEY`. Thread-safe.
public final class PaperspaceMachines implements Feed {

    private static final String USUAL = "https://api.paperspace.com/trpc/machines.createFormDataV2";
    private static final String KEY = "PAPERSPACE_API_KEY";
    private static final RateLimit LIMIT = RateLimit.of(1, Duration.ofSeconds(1));

    @Override
    public String name() {
        return "paperspace";
    }

    @Override
    public String provider() {
        return "paperspace";
    }

    @Override
    public String description() {
        return "Paperspace machine types";
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
        Call call = Call.get(description(), access.address(this, USUAL))
                .secret("Authorization", "Bearer " + access.variable(KEY))
                .limitedTo(LIMIT)
                .freshFor(FeedAccess.FRESH);
        access.read(this, call, (page, body) -> understand(page, body, consumer));
    }

    private static void understand(FeedPage page, InputStream body, Consumer<Fact> consumer)
            throws IOException, WrongField {
        List<Json> types;
        try (var json = new JsonDocument(body)) {
            json.next();
            types = FeedRow.of(json.value())
                    .row("result")
                    .row("data")
                    .row("json")
                    .list("machineTypes");
        }
        int index = 0;
        for (Json value : types) {
            String where = "machineTypes[" + index++ + "]";
            try {
                prices(page, FeedRow.of(value), consumer);
            } catch (WrongField e) {
                consumer.accept(page.refusal(value.text(), where, e));
            }
        }
    }

    private static void prices(FeedPage page, FeedRow type, Consumer<Fact> consumer) throws WrongField {
        String label = type.text("label");
        String gpu = type.textOrNull("gpu");
        // what is given away is no offer that could be planned with
        if (gpu == null || gpu.equalsIgnoreCase("none") || label.startsWith("Free-")) {
            return;
        }
        UnitPrice price = hourly(type);
        Set<String> regions = new LinkedHashSet<>();
        for (Json place : type.list("availability")) {
            regions.add(FeedRow.of(place).text("region"));
        }
        for (String region : regions) {
            consumer.accept(page.price(
                    page.retrieved(),
                    "paperspace",
                    label,
                    region,
                    null,
                    CapacityType.ON_DEMAND,
                    price,
                    "Paperspace machine types"));
        }
    }

    private static UnitPrice hourly(FeedRow type) throws WrongField {
        for (Json value : type.list("defaultUsageRates")) {
            FeedRow rate = FeedRow.of(value);
            if (rate.text("type").equals("hourly")) {
                return rate.price("rate", "USD", PricingUnit.HOUR);
            }
        }
        throw new WrongField("defaultUsageRates", null, "no rate by the hour is listed");
    }
}
