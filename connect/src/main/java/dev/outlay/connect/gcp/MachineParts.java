package dev.outlay.connect.gcp;

import dev.outlay.catalog.Machine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which SKUs a machine type of Google is the sum of. Immutable and thread-safe.
///
/// The names are those that the list of SKUs had in 2026-07. Series that it does not price by parts which are told
/// apart for certain (G4, TPUs) are not here, and get no price.
final class MachineParts {

    /// `cores` begins the name of cores and memory; null where the GPU's price covers the whole machine. `gpus` are
    /// the names a GPU goes by.
    record Parts(@Nullable String cores, List<String> gpus) {

        Parts {
            gpus = List.copyOf(gpus);
        }

        List<String> names() {
            List<String> names = new ArrayList<>(gpus);
            if (cores != null) {
                names.add(cores + " Core");
                names.add(cores + " Ram");
            }
            return names;
        }
    }

    private static final Map<String, Parts> SERIES = Map.of(
            "a2-highgpu-", new Parts("A2 Instance", List.of("Nvidia Tesla A100 GPU")),
            "a2-megagpu-", new Parts("A2 Instance", List.of("Nvidia Tesla A100 GPU")),
            "a2-ultragpu-", new Parts("A2 Instance", List.of("Nvidia Tesla A100 80GB GPU")),
            "a3-highgpu-", new Parts("A3 Instance", List.of("Nvidia H100 80GB GPU")),
            "a3-megagpu-",
                    new Parts("A3Plus Instance", List.of("Nvidia H100 80GB Plus GPU", "Nvidia H100 80GB Mega GPU")),
            "a3-ultragpu-", new Parts("A3Ultra Instance", List.of("H200 141GB GPU", "Nvidia H200 141GB GPU")),
            "a4-highgpu-", new Parts(null, List.of("A4 Nvidia B200 (1 gpu slice)")),
            "g2-standard-", new Parts("G2 Instance", List.of("Nvidia L4 GPU")));
    private static final Map<String, String> ATTACHED = Map.of(
            "K80", "Nvidia Tesla K80 GPU",
            "P100-PCIe-16GB", "Nvidia Tesla P100 GPU",
            "P4", "Nvidia Tesla P4 GPU",
            "T4", "Nvidia Tesla T4 GPU",
            "V100-SXM2-16GB", "Nvidia Tesla V100 GPU");
    private static final String N1 = "N1 Predefined Instance";

    private final Set<String> names = new HashSet<>();

    MachineParts() {
        SERIES.values().forEach(parts -> names.addAll(parts.names()));
        ATTACHED.values().forEach(gpu -> names.addAll(new Parts(N1, List.of(gpu)).names()));
    }

    /// Whether any machine has a part of this name.
    boolean isPart(String name) {
        return names.contains(name);
    }

    /// The parts of a machine; empty where it is of a series that is not known.
    Optional<Parts> of(Machine machine) {
        String type = machine.instanceType();
        String model = machine.gpuModel();
        if (type.startsWith("n1-") && model != null && ATTACHED.containsKey(model)) {
            return Optional.of(new Parts(N1, List.of(ATTACHED.get(model))));
        }
        return SERIES.entrySet().stream()
                .filter(series -> type.startsWith(series.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
