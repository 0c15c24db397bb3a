package dev.outlay.connect.gcp;

import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A part of a machine that Google sells by the hour: a core, a GiB of memory, a GPU, on demand or as spot, with
/// its price in some regions. Immutable.
///
/// `name` is what the description says before the place: `A2 Instance Core`, `Nvidia Tesla A100 GPU`.
record Sku(String id, String name, boolean spot, List<String> regions, Money perHour, Instant from) {

    private static final String RUNNING = " running in ";
    private static final String SPOT_MACHINE = "Spot Preemptible ";
    private static final String SPOT_GPU = " attached to Spot Preemptible VMs";

    Sku {
        regions = List.copyOf(regions);
    }

    /// The part that a row describes; empty where it is something else: a commitment, a custom machine, a disk, or
    /// the name of no part that is asked for. Throws [WrongField] where it is one and not what it should be.
    static Optional<Sku> of(FeedRow row, MachineParts parts) throws WrongField {
        String description = row.text("description");
        String usage = row.row("category").text("usageType");
        boolean spot = usage.equals("Preemptible");
        int place = description.indexOf(RUNNING);
        if (place < 0 || !(spot || usage.equals("OnDemand"))) {
            return Optional.empty();
        }
        Optional<String> name = name(description.substring(0, place), spot);
        if (name.isEmpty() || !parts.isPart(name.get())) {
            return Optional.empty();
        }
        List<String> regions = new ArrayList<>();
        for (Json region : row.list("serviceRegions")) {
            regions.add(String.valueOf(region.scalar()));
        }
        List<Json> pricing = row.list("pricingInfo");
        if (pricing.isEmpty()) {
            throw new WrongField("pricingInfo", "[]", "one price at least is expected");
        }
        FeedRow latest = FeedRow.of(pricing.getLast());
        return Optional.of(
                new Sku(row.text("skuId"), name.get(), spot, regions, price(latest, name.get()), instant(latest)));
    }

    // spot is said before a machine's part and behind a GPU
    private static Optional<String> name(String written, boolean spot) {
        if (!spot) {
            return Optional.of(written);
        }
        if (written.startsWith(SPOT_MACHINE)) {
            return Optional.of(written.substring(SPOT_MACHINE.length()));
        }
        return written.endsWith(SPOT_GPU)
                ? Optional.of(written.substring(0, written.length() - SPOT_GPU.length()))
                : Optional.empty();
    }

    private static Money price(FeedRow pricing, String name) throws WrongField {
        FeedRow expression = pricing.row("pricingExpression");
        String unit = expression.text("usageUnit");
        String wanted = name.endsWith(" Ram") ? "GiBy.h" : "h";
        if (!unit.equals(wanted)) {
            throw new WrongField("usageUnit", unit, name + " is priced per " + wanted);
        }
        List<Json> rates = expression.list("tieredRates");
        if (rates.size() != 1) {
            throw new WrongField(
                    "tieredRates", Integer.toString(rates.size()), "one rate is expected, whatever the use");
        }
        FeedRow price = FeedRow.of(rates.getFirst()).row("unitPrice");
        String units = price.textOrNull("units");
        BigDecimal nanos = price.decimalOrNull("nanos");
        try {
            // a whole number as text, left out where it is zero
            BigDecimal amount = (units == null ? BigDecimal.ZERO : new BigDecimal(units))
                    .add(nanos == null ? BigDecimal.ZERO : nanos.movePointLeft(9));
            if (amount.signum() <= 0) {
                throw new WrongField("unitPrice", amount.toPlainString(), "a price is above zero");
            }
            return new Money(price.text("currencyCode"), amount);
        } catch (IllegalArgumentException e) {
            throw new WrongField("unitPrice", units + " and " + nanos, "an amount of money is expected");
        }
    }

    private static Instant instant(FeedRow pricing) throws WrongField {
        String text = pricing.text("effectiveTime");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new WrongField("effectiveTime", text, "an instant is expected, such as 2026-07-16T06:05:58.000Z");
        }
    }
}
