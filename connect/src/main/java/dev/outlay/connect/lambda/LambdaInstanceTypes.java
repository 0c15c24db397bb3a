package dev.outlay.connect.lambda;

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
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Lambda's instance types with their price on demand, which is the same in every region.
///
/// It takes a key, in `LAMBDA_API_KEY`. Thread-safe.
public final class LambdaInstanceTypes implements Feed {

    private static final String USUAL = "https://cloud.lambda.ai/api/v1/instance-types";
    private static final String KEY = "LAMBDA_API_KEY";
    private static final RateLimit LIMIT = RateLimit.of(1, Duration.ofSeconds(1));

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public String provider() {
        return "lambda";
    }

    @Override
    public String description() {
        return "Lambda instance types";
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
        FeedRow types;
        try (var json = new JsonDocument(body)) {
            json.next();
            types = FeedRow.of(json.value()).row("data");
        }
        for (Map.Entry<String, Json> type : types.fields().values().entrySet()) {
            try {
                consumer.accept(price(page, FeedRow.of(type.getValue()).row("instance_type")));
            } catch (WrongField e) {
                consumer.accept(page.refusal(type.getKey() + type.getValue().text(), "data." + type.getKey(), e));
            }
        }
    }

    private static Price price(FeedPage page, FeedRow type) throws WrongField {
        String field = "price_cents_per_hour";
        BigDecimal cents = type.price(field, "USD", PricingUnit.HOUR).price().amount();
        if (cents.scale() > 0) {
            throw new WrongField(field, cents.toPlainString(), "a price is a whole number of cents");
        }
        return page.price(
                page.retrieved(),
                "lambda",
                type.text("name"),
                null,
                null,
                CapacityType.ON_DEMAND,
                new UnitPrice(new Money("USD", cents.movePointLeft(2)), PricingUnit.HOUR),
                "Lambda instance types");
    }
}
