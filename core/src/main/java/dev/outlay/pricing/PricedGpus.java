package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.UnknownNameException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which GPUs a price buys, as far as the catalog knows its SKU. Not thread-safe: answers are remembered.
public final class PricedGpus {

    private static final Pattern SEVERAL = Pattern.compile("(?i)(.+)-x([1-9]\\d{0,3})");

    private final Catalog catalog;
    private final Map<String, Optional<Bought>> known = new HashMap<>();

    public PricedGpus(Catalog catalog) {
        this.catalog = catalog;
        // all of them at once: one by one, each unknown name would read the file again
        catalog.offers();
    }

    /// GPUs that a price buys: the models its SKU can mean, how many of them, and the machine they are in.
    ///
    /// A null `count` means that it is not known, a null `machine` that the catalog has none of this SKU. `alone`
    /// says that the price is of one GPU by itself, so that several cost as many times as much. `models` is never
    /// empty.
    public record Bought(
            Set<String> models,
            @Nullable BigDecimal count,
            @Nullable Machine machine,
            boolean alone) {

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
                    .map(model -> new Bought(Set.of(model), machine.gpuCount(), machine, false));
        }
        return switch (thing.unit()) {
            case GPU_HOUR -> called(thing.sku(), BigDecimal.ONE, true);
            case HOUR -> byTheHour(thing.sku());
            case VCPU_HOUR, GIB_HOUR, GIB_MONTH, GIB -> Optional.empty();
        };
    }

    // a GPU model priced by the hour is one GPU; any other name of GPUs is a machine, such as nvidia-t4-x2
    private Optional<Bought> byTheHour(String sku) {
        if (catalog.gpu(sku).isPresent()) {
            return called(sku, BigDecimal.ONE, true);
        }
        Matcher several = SEVERAL.matcher(sku);
        return several.matches()
                ? called(several.group(1), new BigDecimal(several.group(2)), false)
                : called(sku, BigDecimal.ONE, false);
    }

    private Optional<Bought> called(String name, BigDecimal count, boolean alone) {
        Set<String> models = catalog.gpusCalled(name).stream().map(Gpu::model).collect(Collectors.toSet());
        return models.isEmpty() ? Optional.empty() : Optional.of(new Bought(models, count, null, alone));
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
