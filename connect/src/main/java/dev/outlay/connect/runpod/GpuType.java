package dev.outlay.connect.runpod;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.feed.MachineNames;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.PricingUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A GPU of Runpod in one of its clouds.
record GpuType(FeedRow row, Cloud cloud, MachineNames names) {

    /// Its list price and its lowest bid, as far as it has them: null and zero are how Runpod says that it does
    /// not.
    List<Fact> prices(FeedPage page) throws WrongField {
        String sku = sku();
        List<Fact> prices = new ArrayList<>();
        if (isSold(row, cloud.priceField())) {
            prices.add(price(page, sku, row, cloud.priceField(), CapacityType.ON_DEMAND));
        }
        FeedRow lowest = row.row("lowestPrice");
        if (isSold(lowest, "minimumBidPrice")) {
            prices.add(price(page, sku, lowest, "minimumBidPrice", CapacityType.SPOT));
        }
        return prices;
    }

    private Fact price(FeedPage page, String sku, FeedRow at, String field, CapacityType capacity) throws WrongField {
        return page.price(
                page.retrieved(),
                "runpod",
                sku,
                null,
                null,
                capacity,
                at.price(field, "USD", PricingUnit.GPU_HOUR),
                "Runpod, " + cloud.text() + " cloud" + (capacity == CapacityType.SPOT ? ", lowest bid" : ""));
    }

    private static boolean isSold(FeedRow at, String field) throws WrongField {
        if (!at.fields().values().containsKey(field)) {
            at.decimal(field); // says that the field is missing
        }
        BigDecimal price = at.decimalOrNull(field);
        return price != null && price.signum() != 0;
    }

    private String sku() throws WrongField {
        String name = row.text("displayName");
        row.text("id");
        BigDecimal memory = row.decimal("memoryInGb");
        return names.gpu(name, memory)
                .flatMap(gpu -> names.withOne(gpu, cloud.text()))
                .orElse("nvidia-" + MachineNames.dashed(name) + "-" + memory.toPlainString() + "gb-" + cloud.text());
    }
}
