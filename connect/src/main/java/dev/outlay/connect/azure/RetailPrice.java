package dev.outlay.connect.azure;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.feed.MachineNames;
import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One row of the retail prices, and which price of a machine it is, if it is one.
record RetailPrice(FeedRow row, MachineNames names) {

    private static final String SOURCE = "Azure Retail Prices";
    private static final String SPOT = " Spot";
    private static final String HOUR = "1 Hour";
    private static final int SCALE = 18;
    // of a year of 365 days, by which Azure itself states what a reservation costs an hour
    private static final Map<String, BigDecimal> HOURS = Map.of(
            "1 Year", BigDecimal.valueOf(8_760),
            "3 Years", BigDecimal.valueOf(26_280),
            "5 Years", BigDecimal.valueOf(43_800));
    private static final Pattern OTHERS = Pattern.compile("(?i)windows|dedicated|cloud ?services");
    private static final Pattern NO_GPU = Pattern.compile("(?i)Standard_NP\\d.*");

    /// The price on demand or at spot; empty for a reservation, which is noted, and for what is no price of a Linux
    /// machine by the hour.
    Optional<Fact> price(FeedPage page, Reservations reservations) throws WrongField {
        String type = row.text("type");
        String skuName = row.text("skuName");
        if (isPassedOver(type, skuName)) {
            return Optional.empty();
        }
        String machine = machine(skuName);
        if (machine == null || NO_GPU.matcher(machine).matches()) {
            return Optional.empty();
        }
        String region = row.text("armRegionName");
        String unit = row.text("unitOfMeasure");
        if (!unit.equals(HOUR)) {
            throw new WrongField("unitOfMeasure", unit, "a price of a machine is by '" + HOUR + "'");
        }
        UnitPrice price = row.price("retailPrice", row.text("currencyCode"), PricingUnit.HOUR);
        if (type.equals("Reservation")) {
            reservations.add(page, machine, region, from(), row.text("reservationTerm"), perHour(price));
            return Optional.empty();
        }
        CapacityType capacity = isSpot(skuName) ? CapacityType.SPOT : CapacityType.ON_DEMAND;
        return Optional.of(page.price(from(), "azure", machine, region, null, capacity, price, SOURCE));
    }

    private boolean isPassedOver(String type, String skuName) throws WrongField {
        String service = row.textOrNull("serviceName");
        BigDecimal step = row.decimalOrNull("tierMinimumUnits");
        return !(type.equals("Consumption") || type.equals("Reservation"))
                || (service != null && !service.equals("Virtual Machines"))
                || OTHERS.matcher(row.text("productName")).find()
                || skuName.endsWith(" Low Priority")
                // a later step of a volume price; the first is the price
                || (step != null && step.signum() > 0)
                || (row.fields().get("isPrimaryMeterRegion") instanceof Json.Truth primary && !primary.value());
    }

    private boolean isSpot(String skuName) throws WrongField {
        String meter = row.textOrNull("meterName");
        return skuName.endsWith(SPOT) || (meter != null && meter.endsWith(SPOT));
    }

    /// The instance type; null where the row names none that is known to have a GPU.
    private @Nullable String machine(String skuName) throws WrongField {
        String written = row.textOrNull("armSkuName");
        if (written != null) {
            return names.spelt(written).orElse(written);
        }
        String bare = skuName.endsWith(SPOT) ? skuName.substring(0, skuName.length() - SPOT.length()) : skuName;
        return names.spelt(bare).or(() -> names.spelt("Standard_" + bare)).orElse(null);
    }

    private Instant from() throws WrongField {
        String text = row.text("effectiveStartDate");
        return WrittenInstant.of(text)
                .orElseThrow(() -> new WrongField(
                        "effectiveStartDate", text, "an instant is expected, such as 2026-06-01T00:00:00Z"));
    }

    /// What a reservation costs an hour: the row states the whole term, whatever its unit says.
    private UnitPrice perHour(UnitPrice whole) throws WrongField {
        String term = row.text("reservationTerm");
        BigDecimal hours = HOURS.get(term);
        if (hours == null) {
            throw new WrongField("reservationTerm", term, "a term of 1 Year, 3 Years or 5 Years is expected");
        }
        BigDecimal amount = whole.price().amount().divide(hours, SCALE, RoundingMode.HALF_EVEN);
        return new UnitPrice(new Money(whole.price().currency(), Decimals.normal(amount)), PricingUnit.HOUR);
    }
}
