package dev.outlay.pricing;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.GridIntensity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.Usage;
import dev.outlay.units.PricingUnit;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the catalog knows of the machine, the GPU and the place of a use, looked up once for each. Not thread-safe.
final class Machines {

    private final Catalog catalog;
    private final Map<String, Optional<Machine>> machines = new HashMap<>();
    private final Map<String, Optional<Gpu>> gpus = new HashMap<>();
    private final Map<String, Optional<BigDecimal>> gramsPerKwh = new HashMap<>();
    private final Map<String, Optional<BigDecimal>> weights = new HashMap<>();

    Machines(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The machine of a use; empty where its provider or type was not said or is not in the catalog.
    Optional<Machine> machine(Usage usage) {
        String provider = usage.place().provider();
        String type = usage.instanceType();
        if (provider == null || type == null) {
            return Optional.empty();
        }
        return machines.computeIfAbsent(
                provider + "/" + type,
                _ -> catalog.find(provider, type).stream().map(Offer::machine).findFirst());
    }

    /// How many GPUs the node of a use has: by the catalog, or, for a node of unknown type whose GPU model is said,
    /// by the quantity of its own row.
    Optional<BigDecimal> gpusPerNode(Usage node) {
        Optional<Machine> machine = machine(node);
        if (machine.isPresent()) {
            return machine.map(Machine::gpuCount).map(count -> count.multiply(node.quantity()));
        }
        return node.gpuModel() == null ? Optional.empty() : Optional.of(node.quantity());
    }

    /// The vCPUs of a node, empty where its machine or their number is not known.
    Optional<BigDecimal> vcpus(Usage node) {
        return machine(node).map(Machine::vcpus).map(count -> count.multiply(node.quantity()));
    }

    /// The memory of a node in GiB, empty where its machine or its memory is not known.
    Optional<BigDecimal> memoryGib(Usage node) {
        return machine(node).map(Machine::memoryGib).map(gib -> gib.multiply(node.quantity()));
    }

    /// What one GPU of a model weighs against vCPUs and memory in the price of a machine, in USD an hour: the
    /// cheapest on-demand price of the catalog that names the model, as that is nearest to the GPU alone.
    Optional<BigDecimal> gpuWeight(@Nullable String model) {
        return model == null ? Optional.empty() : weights.computeIfAbsent(model, this::cheapestOnDemand);
    }

    private Optional<BigDecimal> cheapestOnDemand(String model) {
        return catalog.query(OfferQuery.all().gpu(model).capacity(Capacity.ON_DEMAND)).stream()
                .filter(offer -> offer.machine().gpuCount() != null)
                .flatMap(offer -> offer
                        .quote(Capacity.ON_DEMAND)
                        .filter(quote -> quote.price().price().currency().equals("USD"))
                        .filter(quote -> quote.price().unit() == PricingUnit.HOUR)
                        .map(quote -> quote.price()
                                .price()
                                .dividedBy(
                                        Objects.requireNonNull(offer.machine().gpuCount()))
                                .amount())
                        .stream())
                .filter(price -> price.signum() > 0)
                .min(Comparator.naturalOrder());
    }

    /// How many machines a node's own row stands for: its quantity, or one where that counts GPUs.
    BigDecimal count(Usage node) {
        return machine(node).isPresent() || node.gpuModel() == null ? node.quantity() : BigDecimal.ONE;
    }

    /// How many GPUs share the price of one machine: by the catalog, or by the machine's own row.
    Optional<BigDecimal> gpusPerMachine(Usage usage, @Nullable Usage node) {
        Optional<BigDecimal> listed = machine(usage).map(Machine::gpuCount);
        return listed.isPresent() || node == null ? listed : gpusPerNode(node);
    }

    /// The GPU model of a use: as it says, else as its machine has it.
    @Nullable
    String gpuModel(Usage usage) {
        return usage.gpuModel() != null
                ? usage.gpuModel()
                : machine(usage).map(Machine::gpuModel).orElse(null);
    }

    /// The GPU of a model; empty where the model is not known.
    Optional<Gpu> gpu(@Nullable String model) {
        return model == null ? Optional.empty() : gpus.computeIfAbsent(model, catalog::gpu);
    }

    /// The rated power of a GPU model in watts; empty where it is not known.
    Optional<BigDecimal> ratedWatts(@Nullable String model) {
        return gpu(model).map(Gpu::thermalDesignWatts);
    }

    /// What a kilowatt-hour at the device stands for in grams of CO2 equivalent: the grid's preferred yearly figure
    /// times the building's overhead (PUE) where that is known. Empty where the place or its grid is not known.
    Optional<BigDecimal> gramsPerKilowattHour(Usage usage) {
        String provider = usage.place().provider();
        String region = usage.place().region();
        if (provider == null || region == null) {
            return Optional.empty();
        }
        return gramsPerKwh.computeIfAbsent(
                provider + "/" + region, _ -> catalog.region(provider, region).flatMap(Machines::grams));
    }

    private static Optional<BigDecimal> grams(Region region) {
        BigDecimal overhead = region.pue() == null ? BigDecimal.ONE : region.pue();
        return region.intensity().map(GridIntensity::gramsCo2ePerKilowattHour).map(overhead::multiply);
    }
}
