package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Machines that are owned, and what an hour of one costs: the yearly cost of all parts over the hours that are
/// expected to be held.
///
/// `sku` is the machine's type and `gpuModel` its GPUs', both as usage names them. `availability` is the part of
/// the year that machines are up, `utilization` the part of that time that somebody is expected to hold them: the
/// price recovers the cost where both come true. A year has 8,760 hours. `docs/reference/hardware-file.md` has
/// every formula. Throws [IllegalArgumentException] on counts, years or parts out of their range. Immutable and
/// thread-safe.
public record OwnedHardware(
        String name,
        String provider,
        @Nullable String region,
        String sku,
        String gpuModel,
        LocalDate from,
        int nodes,
        int gpusPerNode,
        HardwareCosts costs,
        BigDecimal availability,
        BigDecimal utilization) {

    /// What starts the origin id of every price of a rate card.
    public static final String ORIGIN = "hardware/";

    /// The kind of a price of a rate card.
    public static final String KIND = "owned: rate card";

    /// The kind of a part of such a price, which rates nothing by itself.
    public static final String PART = "owned: part of a rate card";

    static final BigDecimal HOURS_OF_A_YEAR = BigDecimal.valueOf(8_760);

    public OwnedHardware {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(gpuModel, "gpuModel");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(costs, "costs");
        if (nodes < 1 || gpusPerNode < 1) {
            throw new IllegalArgumentException(
                    "nodes and GPUs per node are counted from 1: " + nodes + " and " + gpusPerNode);
        }
        if (sku.equals(gpuModel)) {
            throw new IllegalArgumentException("a machine and its GPUs go by different names, not both by " + sku);
        }
        isPart("availability", availability);
        isPart("utilization", utilization);
    }

    /// The price of an hour and the parts that sum to it, to the last digit.
    public record Hourly(Money price, Map<HardwarePart, Money> parts) {}

    /// An hour of one machine.
    public Hourly perNodeHour() {
        return over(BigDecimal.valueOf(nodes));
    }

    /// An hour of one GPU.
    public Hourly perGpuHour() {
        return over(BigDecimal.valueOf((long) nodes * gpusPerNode));
    }

    /// The price facts of the card: an hour of a machine, an hour of a GPU, and the parts of both, which no usage
    /// names and so rate nothing. `document` is the file that states the card.
    public List<Price> prices(String document, String source) {
        List<Price> prices = new ArrayList<>(prices(document, source, sku, PricingUnit.HOUR, perNodeHour()));
        prices.addAll(prices(document, source, gpuModel, PricingUnit.GPU_HOUR, perGpuHour()));
        return prices;
    }

    private List<Price> prices(String document, String source, String thing, PricingUnit unit, Hourly hourly) {
        List<Price> prices = new ArrayList<>();
        prices.add(price(document, source, thing, KIND, hourly.price(), unit));
        hourly.parts()
                .forEach((part, money) ->
                        prices.add(price(document, source, thing + "/" + part.text(), PART, money, unit)));
        return prices;
    }

    private Price price(String document, String source, String thing, String kind, Money money, PricingUnit unit) {
        return new Price(
                Origin.of(
                        ORIGIN + provider + "/" + (region == null ? "*" : region) + "/" + from + "/" + thing, document),
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                provider,
                thing,
                region,
                null,
                CapacityType.OWNED,
                new UnitPrice(money, unit),
                kind,
                source);
    }

    private Hourly over(BigDecimal machines) {
        Map<HardwarePart, BigDecimal> lifetime = costs.overLife(nodes, gpusPerNode, availability);
        BigDecimal whole = lifetime.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal hours = machines.multiply(HOURS_OF_A_YEAR)
                .multiply(availability)
                .multiply(utilization)
                .multiply(costs.lifeYears());
        Money price =
                new Money(costs.price().currency(), whole.divide(hours, Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN));
        Map<HardwarePart, Money> parts = new EnumMap<>(HardwarePart.class);
        List<HardwarePart> names = List.copyOf(lifetime.keySet());
        List<Money> split = whole.signum() == 0
                ? names.stream().map(_ -> price).toList()
                : price.split(names.stream().map(lifetime::get).toList());
        for (int i = 0; i < names.size(); i++) {
            parts.put(names.get(i), split.get(i));
        }
        return new Hourly(price, parts);
    }

    private static void isPart(String name, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    name + " is a part of the time, above 0 and up to 1: " + value.toPlainString());
        }
    }
}
