package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.GridIntensity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.Usage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the catalog knows of the machine, the GPU and the place of a use, looked up once for each. Not thread-safe.
final class Machines {

    private final Catalog catalog;
    private final Map<String, Optional<Machine>> machines = new HashMap<>();
    private final Map<String, Optional<Gpu>> gpus = new HashMap<>();
    private final Map<String, Optional<BigDecimal>> gramsPerKwh = new HashMap<>();

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

    /// The rated power of a GPU model in watts; empty where it is not known.
    Optional<BigDecimal> ratedWatts(@Nullable String model) {
        return model == null
                ? Optional.empty()
                : gpus.computeIfAbsent(model, catalog::gpu).map(Gpu::thermalDesignWatts);
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
