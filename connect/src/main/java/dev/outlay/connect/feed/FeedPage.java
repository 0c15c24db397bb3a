package dev.outlay.connect.feed;

import dev.outlay.connect.file.ContentKey;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Refusal;
import dev.outlay.units.UnitPrice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the facts of one answer of a feed have in common: the feed's name, the address without its query, and when
/// it was retrieved. Immutable and thread-safe.
public record FeedPage(String feed, String address, Instant retrieved) {

    /// The beginning of every id that a feed gives, which is also the name of its sources.
    public static final String SOURCE = "feed";

    /// The price of an instance type or GPU model, in the catalog's words, from an instant on: the one the provider
    /// states, or that of retrieval where it states none. A null region means all of them, a null zone all of the
    /// region. `source` says who says so: `Azure Retail Prices`.
    public Price price(
            Instant at,
            String provider,
            String sku,
            @Nullable String region,
            @Nullable String zone,
            CapacityType capacity,
            UnitPrice unitPrice,
            String source) {
        var price = new Price(
                Origin.of(SOURCE, document()),
                at,
                provider,
                sku,
                region,
                zone,
                capacity,
                unitPrice,
                "published",
                source);
        return price.readAt(Origin.of(id(feed, price, price.at()), document()));
    }

    /// A row that was not understood. `where` names it within the answer, `key` is what it is called however often
    /// it is read, such as its own id.
    public Refusal refusal(String key, String where, WrongField wrong) {
        String column = wrong.column() == null ? where : where + "." + wrong.column();
        return refusal(feed, key, document(), retrieved, column, wrong.value(), wrong.reason());
    }

    /// The refusal of a row; the same row with the same fault is refused once, however often it is read.
    static Refusal refusal(
            String feed,
            String key,
            String document,
            Instant at,
            String column,
            @Nullable String value,
            String reason) {
        String content = key + "\n" + value + "\n" + reason;
        return new Refusal(
                Origin.of("refused/" + SOURCE + "/" + feed + "/" + ContentKey.of(content), document),
                at,
                column,
                value,
                reason);
    }

    private String document() {
        return address + " retrieved " + retrieved;
    }

    /// The identity of the price of a thing from an instant on.
    static String id(String feed, Price price, Instant at) {
        return SOURCE + "/" + feed + "/" + ContentKey.of(thing(price)) + "/" + at;
    }

    /// What a price is of, apart from when and how much.
    static String thing(Price price) {
        return String.join(
                "\n",
                price.provider(),
                price.sku(),
                price.region() == null ? "" : price.region(),
                price.zone() == null ? "" : price.zone(),
                price.capacityType().text());
    }
}
