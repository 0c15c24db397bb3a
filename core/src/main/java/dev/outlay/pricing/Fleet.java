package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The GPUs that were held, whether or not anybody used them: those of each machine that has a row of its own, and
/// those held on machines without one. Not thread-safe.
public final class Fleet {

    private final Machines machines;

    public Fleet(Catalog catalog) {
        this.machines = new Machines(catalog);
    }

    /// So many GPUs that were held for a span: by a machine's own row, or by a use that is on no such machine.
    public record Held(Usage usage, Span span, BigDecimal gpus) {}

    /// What usage held within a span. A machine whose count of GPUs is not known holds none.
    public List<Held> held(List<Usage> usages, Span within) {
        Rows rows = new Rows(usages);
        List<Held> held = new ArrayList<>();
        for (Usage usage : usages) {
            Span span = usage.span().intersection(within).orElse(null);
            BigDecimal gpus = usage.resource() == Resource.NODE
                    ? machines.gpusPerNode(usage).orElse(null)
                    : rows.of(usage) == null ? usage.gpus().orElse(null) : null;
            if (span != null && gpus != null && gpus.signum() > 0) {
                held.add(new Held(usage, span, gpus));
            }
        }
        return held;
    }

    /// The GPU model of a use: as it says, else as its machine has it; null where neither is known.
    public @Nullable String gpuModel(Usage usage) {
        return machines.gpuModel(usage);
    }

    /// The rows of machines, found by what is on them.
    public static final class Rows {

        private final Map<String, List<Usage>> nodes = new HashMap<>();

        public Rows(List<Usage> usages) {
            usages.stream()
                    .filter(usage -> usage.resource() == Resource.NODE)
                    .forEach(node -> nodes.computeIfAbsent(key(node), _ -> new ArrayList<>())
                            .add(node));
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
