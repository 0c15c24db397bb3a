package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts a Google machine and the GPUs attached to it together where the catalog lists no sum: `n1-standard-16-t4`.
///
/// Such a pair is no machine type of its own. A part without a price, a count that cannot be attached and more
/// vCPUs than the GPUs allow give no offer.
final class AttachedGpus {

    private static final Pattern PAIR = Pattern.compile("(n1-[a-z]+-\\d+)-([a-z0-9]+?)(?:-x(\\d+))?");

    private record Part(
            BigDecimal vcpus,
            BigDecimal memoryGib,
            @Nullable Quote onDemand,
            @Nullable Quote spot) {}

    private final Map<String, Map<String, Part>> machinesByRegion = new HashMap<>();
    private final Map<String, BigDecimal> mostVcpus = new HashMap<>();
    private final Map<String, BigDecimal> memoryGib = new HashMap<>();
    private final PriceTables prices;

    AttachedGpus(PriceTables prices, List<Gpu> gpus) {
        this.prices = prices;
        gpus.forEach(gpu -> memoryGib.put(gpu.model(), gpu.memoryGib()));
        DataFile parts = DataFile.open("machine-parts");
        while (parts.next()) {
            Basis basis = parts.basis("kind", "price_date", "source");
            Money onDemand = parts.optionalDollars("on_demand_usd_per_hour");
            Money spot = parts.optionalDollars("spot_usd_per_hour");
            machinesByRegion
                    .computeIfAbsent(parts.text("machine_type"), any -> new HashMap<>())
                    .put(
                            parts.text("region"),
                            new Part(
                                    parts.decimal("vcpus"),
                                    parts.decimal("memory_gib"),
                                    onDemand == null ? null : OfferFile.hourly(onDemand, basis),
                                    spot == null ? null : OfferFile.hourly(spot, basis)));
        }
        DataFile limits = DataFile.open("attachments");
        while (limits.next()) {
            mostVcpus.put(limits.text("accelerator") + " x" + limits.text("gpu_count"), limits.decimal("max_vcpus"));
        }
    }

    /// The offers of a pair in every region where both parts have a price; empty where the name is no such pair.
    List<Offer> find(String instanceType) {
        Matcher pair = PAIR.matcher(instanceType.strip().toLowerCase(Locale.ROOT));
        if (!pair.matches()) {
            return List.of();
        }
        String accelerator = pair.group(2).toUpperCase(Locale.ROOT);
        BigDecimal count = pair.group(3) == null ? BigDecimal.ONE : new BigDecimal(pair.group(3));
        BigDecimal most = mostVcpus.get(accelerator + " x" + count);
        Map<String, Part> machines = machinesByRegion.getOrDefault(pair.group(1), Map.of());
        List<Offer> offers = new ArrayList<>();
        for (AcceleratorPrice gpu : prices.accelerators()) {
            Part machine = machines.get(gpu.region());
            if (most == null
                    || machine == null
                    || !gpu.accelerator().equals(accelerator)
                    || machine.vcpus().compareTo(most) > 0) {
                continue;
            }
            offers.add(offer(pair.group(), pair.group(1), machine, gpu, count));
        }
        return List.copyOf(offers);
    }

    private Offer offer(String instanceType, String machineType, Part machine, AcceleratorPrice gpu, BigDecimal count) {
        String parts = machineType + " with " + count + " " + gpu.accelerator() + " attached";
        return new Offer(
                new Machine(
                        gpu.provider(),
                        instanceType,
                        gpu.gpuModel(),
                        count,
                        memoryGib.get(gpu.gpuModel()),
                        machine.vcpus(),
                        machine.memoryGib()),
                gpu.region(),
                Tier.ON_DEMAND,
                sum(machine.onDemand(), gpu.onDemand(), count, parts).orElse(null),
                sum(machine.spot(), gpu.spot(), count, parts).orElse(null),
                List.of(),
                List.of(),
                null,
                "machine: " + source(machine.onDemand()) + "; GPU: " + source(gpu.onDemand()),
                "not a machine type of its own: " + parts);
    }

    private static Optional<Quote> sum(@Nullable Quote machine, @Nullable Quote gpu, BigDecimal count, String parts) {
        if (machine == null || gpu == null) {
            return Optional.empty();
        }
        Money sum = machine.price().price().plus(gpu.price().times(count));
        Basis basis = new Basis(
                machine.basis().confidence().or(gpu.basis().confidence()).or(Confidence.CALCULATED),
                "sum of parts: " + parts + "; machine part " + machine.basis().kind(),
                machine.basis().date(),
                "machine: " + machine.basis().source() + "; GPU: " + gpu.basis().source());
        return Optional.of(OfferFile.hourly(sum, basis));
    }

    private static String source(@Nullable Quote quote) {
        return quote == null ? "no price" : quote.basis().source();
    }
}
