package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the machines that usage was on: their GPUs, and which row is theirs. Not thread-safe.
public final class Fleet {

    private final Machines machines;

    public Fleet(Catalog catalog) {
        this.machines = new Machines(catalog);
    }

    /// How many GPUs the machine of a row has; empty where that is not known.
    public Optional<BigDecimal> gpus(Usage node) {
        return machines.gpusPerNode(node);
    }

    /// The GPU model of a use: as it says, else as its machine has it; null where neither is known.
    public @Nullable String gpuModel(Usage usage) {
        return machines.gpuModel(usage);
    }

    /// The rows of machines, found by what is on them.
    public static final class Rows {

        private final Map<String, List<Usage>> nodes = new HashMap<>();
        private final Map<String, List<Usage>> hosts = new HashMap<>();

        public Rows(List<Usage> usages) {
            for (Usage usage : usages) {
                switch (usage.resource()) {
                    case NODE ->
                        nodes.computeIfAbsent(key(usage), _ -> new ArrayList<>())
                                .add(usage);
                    case CPU, MEMORY ->
                        hosts.computeIfAbsent(key(usage), _ -> new ArrayList<>())
                                .add(usage);
                    case GPU, STORAGE, NETWORK -> {}
                }
            }
        }

        /// The uses of a machine's vCPUs and memory, which take their part of its price.
        public List<Usage> hosts(Usage node) {
            return hosts.getOrDefault(key(node), List.of());
        }

        /// The row of the machine that a use is on; null where it has none at that time.
        public @Nullable Usage of(Usage usage) {
            return usage.resource() == Resource.NODE
                    ? null
                    : nodes.getOrDefault(key(usage), List.of()).stream()
                            .filter(row -> row.span().intersection(usage.span()).isPresent())
                            .findFirst()
                            .orElse(null);
        }

        private static String key(Usage usage) {
            Place place = usage.place();
            return place.provider() + "\n" + place.cluster() + "\n" + place.node();
        }
    }
}
