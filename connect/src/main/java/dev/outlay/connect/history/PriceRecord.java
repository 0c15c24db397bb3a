package dev.outlay.connect.history;

import dev.outlay.connect.file.ContentKey;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a record of a price history means: the price of an instance type or a GPU from an instant on.
final class PriceRecord {

    private static final List<String> ON_DEMAND =
            List.of("on_demand_price", "ondemand_price", "on_demand", "price_on_demand");
    private static final List<String> SPOT = List.of("spot_price", "spot", "price_spot");
    private static final List<String> ANY = List.of(
            "price",
            "price_usd",
            "price_per_hour",
            "price_per_hour_usd",
            "price_usd_per_hour",
            "hourly_price",
            "hourly_rate",
            "hourly_cost",
            "cost_per_hour",
            "price_per_gpu_hour");
    private static final List<String> CAPACITY =
            List.of("capacity_type", "pricing_type", "price_type", "purchase_option", "pricing_model", "market");
    private static final List<String> GPU = List.of("gpu_model", "gpu_type", "gpu");
    private static final List<String> MACHINE = List.of("instance_type", "instance", "machine_type", "vm_size", "sku");

    private PriceRecord() {}

    static boolean is(HistoryRecord record) {
        return record.says(ON_DEMAND) || record.says(SPOT) || record.says(ANY);
    }

    /// The prices of a record, one for each way to buy. Throws [WrongField] where it is none.
    static List<Fact> facts(HistoryRecord record, String document, @Nullable String currency) throws WrongField {
        List<Fact> prices = new ArrayList<>();
        String any = record.said(ANY);
        String onDemand = record.said(ON_DEMAND);
        String spot = record.said(SPOT);
        if (any != null) {
            prices.add(price(record, any, capacity(record), document, currency));
        }
        if (onDemand != null) {
            prices.add(price(record, onDemand, CapacityType.ON_DEMAND, document, currency));
        }
        if (spot != null) {
            prices.add(price(record, spot, CapacityType.SPOT, document, currency));
        }
        if (prices.isEmpty()) {
            throw new WrongField(record.where(), null, "the price is empty");
        }
        return prices;
    }

    private static Price price(
            HistoryRecord record, String field, CapacityType capacity, String document, @Nullable String currency)
            throws WrongField {
        Instant at = record.instant(record.time());
        String provider = record.part(HistoryRecord.PROVIDER, 0);
        String sku = record.part(HistoryRecord.INSTANCE, 1);
        String region = record.part(HistoryRecord.REGION, 2);
        if (provider == null) {
            throw new WrongField(record.where(), null, "a price names its provider, such as aws");
        }
        if (sku == null) {
            throw new WrongField(
                    record.where(),
                    null,
                    "a price names what it buys: an instance_type such as p4d.24xlarge, or a gpu");
        }
        BigDecimal amount = record.decimal(field);
        if (amount.signum() < 0) {
            throw new WrongField(record.where() + "." + field, record.text(field), "a price is not negative");
        }
        boolean ofGpu = field.contains("gpu") || (record.anywhere(MACHINE) == null && record.anywhere(GPU) != null);
        String source = record.anywhere(List.of("source"));
        try {
            return new Price(
                    new Origin(
                            "history/price/" + ContentKey.of(record.content()) + "/" + capacity.text(),
                            document,
                            record.line()),
                    at,
                    provider.toLowerCase(Locale.ROOT),
                    sku,
                    region,
                    null,
                    capacity,
                    UnitPrice.of(
                            record.currency(field, currency),
                            amount.toPlainString(),
                            ofGpu ? PricingUnit.GPU_HOUR : PricingUnit.HOUR),
                    "observed",
                    source == null ? document : source);
        } catch (IllegalArgumentException e) {
            throw new WrongField(record.where() + "." + field, record.text(field), String.valueOf(e.getMessage()));
        }
    }

    private static CapacityType capacity(HistoryRecord record) throws WrongField {
        String said = record.anywhere(CAPACITY);
        if (said == null) {
            String spot = record.anywhere(List.of("is_spot", "spot_instance", "preemptible"));
            return "true".equalsIgnoreCase(spot) ? CapacityType.SPOT : CapacityType.ON_DEMAND;
        }
        String word = said.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return switch (word) {
            case "ondemand", "on-demand", "standard", "regular" -> CapacityType.ON_DEMAND;
            case "spot", "preemptible", "low-priority" -> CapacityType.SPOT;
            case "reserved", "committed", "savings-plan" -> CapacityType.RESERVED;
            default ->
                throw new WrongField(
                        record.where() + "." + record.said(CAPACITY),
                        said,
                        "unknown way to buy: use one of on-demand, spot, reserved");
        };
    }
}
