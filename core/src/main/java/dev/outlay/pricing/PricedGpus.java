package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.units.PricingUnit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which GPUs a price buys, as far as the catalog knows its SKU. Not thread-safe: answers are remembered.
public final class PricedGpus {

    private final Catalog catalog;
    private final Map<String, Optional<Bought>> known = new HashMap<>();

    public PricedGpus(Catalog catalog) {
        this.catalog = catalog;
        // all of them at once: one by one, each unknown name would read the file again
        catalog.offers();
    }

    /// GPUs that a price buys: the models its SKU can mean, how many of them, and the machine they are in.
    ///
    /// A null `count` means that it is not known, a null `machine` that the SKU names a GPU, of which one is
    /// bought. `models` is never empty.
    public record Bought(
            Set<String> models,
            @Nullable BigDecimal count,
            @Nullable Machine machine) {

        public Bought {
            models = Set.copyOf(models);
        }

        /// The model, or the models it can be, in one text.
        public String name() {
            return models.stream().sorted().collect(Collectors.joining(" or "));
        }

        /// Whether it is one of some models whichever it is.
        public boolean isOneOf(Set<String> wanted) {
            return wanted.containsAll(models);
        }
    }

    /// The GPUs of a thing; empty where it has none that the catalog knows.
    public Optional<Bought> of(PricedThing thing) {
        PricedThing key = thing.key();
        return known.computeIfAbsent(key.provider() + "\n" + key.sku() + "\n" + key.unit(), _ -> find(thing));
    }

    private Optional<Bought> find(PricedThing thing) {
        List<Offer> offers = catalog.find(thing.provider(), thing.sku());
        if (!offers.isEmpty()) {
            Machine machine = offers.getFirst().machine();
            return Optional.ofNullable(machine.gpuModel())
                    .map(model -> new Bought(Set.of(model), machine.gpuCount(), machine));
        }
        if (thing.unit() != PricingUnit.GPU_HOUR && thing.unit() != PricingUnit.HOUR) {
            return Optional.empty();
        }
        Set<String> models =
                catalog.gpusCalled(thing.sku()).stream().map(Gpu::model).collect(Collectors.toSet());
        return models.isEmpty() ? Optional.empty() : Optional.of(new Bought(models, BigDecimal.ONE, null));
    }

    /// The models that a written name means, for a question. Throws
    /// [UnknownNameException] where it means none.
    public static Set<String> models(Catalog catalog, String name) {
        Set<String> models = catalog.gpusCalled(name).stream().map(Gpu::model).collect(Collectors.toSet());
        if (models.isEmpty()) {
            throw new UnknownNameException("GPU", name, catalog.nearestGpus(name));
        }
        return models;
    }
}
