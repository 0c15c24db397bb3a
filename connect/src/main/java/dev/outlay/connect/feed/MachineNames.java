package dev.outlay.connect.feed;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The catalog's names for what a provider calls otherwise, so that a price meets the machine it is of.
///
/// GPUs are told apart by name and memory, as one name is sold with two sizes. Immutable and thread-safe.
public final class MachineNames {

    // drivers report some percent less than what is printed on the box
    private static final BigDecimal LEAST = new BigDecimal("0.90");
    private static final BigDecimal MOST = new BigDecimal("1.10");

    private final Catalog catalog;
    private final Map<String, String> byModel = new HashMap<>();
    private final Map<String, String> byLetters = new HashMap<>();

    /// The names of one provider's machines.
    public MachineNames(Catalog catalog, String provider) {
        this.catalog = catalog;
        for (Offer offer : catalog.offers()) {
            Machine machine = offer.machine();
            if (!machine.provider().equals(provider)) {
                continue;
            }
            byLetters.putIfAbsent(letters(machine.instanceType()), machine.instanceType());
            if (machine.gpuModel() != null
                    && machine.gpuCount() != null
                    && machine.gpuCount().compareTo(BigDecimal.ONE) == 0) {
                byModel.merge(
                        machine.gpuModel() + "/" + offer.tier().text(),
                        machine.instanceType(),
                        (one, other) -> one.equals(other) ? one : "");
            }
        }
    }

    /// The machine whose name has these letters and digits, whatever stands between them.
    public Optional<String> spelt(String written) {
        return Optional.ofNullable(byLetters.get(letters(written)));
    }

    /// The one GPU model of a name and a memory in GiB; empty where it is none or could be several.
    public Optional<Gpu> gpu(String name, BigDecimal memoryGib) {
        List<Gpu> called = catalog.gpusCalled(name).stream()
                .filter(gpu -> gpu.memoryGib() != null
                        && memoryGib.compareTo(gpu.memoryGib().multiply(LEAST)) >= 0
                        && memoryGib.compareTo(gpu.memoryGib().multiply(MOST)) <= 0)
                .toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    /// The provider's machine with one GPU of a model, sold in a tier in the catalog's words; empty where the
    /// catalog lists none or several.
    public Optional<String> withOne(Gpu gpu, String tier) {
        return Optional.ofNullable(byModel.get(gpu.model() + "/" + tier)).filter(type -> !type.isEmpty());
    }

    /// A name in lower case with a dash for whatever is neither letter nor digit: `rtx-4090`.
    public static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
