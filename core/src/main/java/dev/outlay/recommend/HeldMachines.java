package dev.outlay.recommend;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How many machines of each type were held on demand at each moment, by their own rows, and who was on them. Not
/// thread-safe.
final class HeldMachines {

    // the device that advice on unheld GPUs names
    private static final String UNHELD = "unheld";
    private static final int FACTS_SHOWN = 5;

    /// A type of machine of a provider in a region.
    record Type(String provider, String region, String instanceType) {

        @Override
        public String toString() {
            return instanceType + " of " + provider + " in " + region;
        }
    }

    /// So many machines for so long.
    record Level(Span span, BigDecimal machines) {}

    private final Map<Type, NavigableMap<Instant, BigDecimal>> changes = new TreeMap<>(
            Comparator.comparing(Type::provider).thenComparing(Type::region).thenComparing(Type::instanceType));
    private final Map<Type, List<String>> facts = new TreeMap<>(Comparator.comparing(Type::toString));

    private final Map<Type, Set<Concern>> concerns = new HashMap<>();
    private final Map<String, List<String>> uses = new HashMap<>();

    static HeldMachines of(LedgerReader ledger, Span span) {
        var held = new HeldMachines();
        try (Stream<Usage> usages = ledger.facts(Usage.class, span)) {
            usages.forEach(usage -> {
                if (usage.resource() == Resource.NODE) {
                    held.unheld(usage);
                }
                if (usage.resource() == Resource.GPU) {
                    held.concern(usage);
                }
                if (usage.resource() == Resource.NODE
                        && (usage.capacityType() == null || usage.capacityType() == CapacityType.ON_DEMAND)) {
                    held.add(usage, span);
                }
            });
        }
        return held;
    }

    private void add(Usage usage, Span span) {
        String provider = usage.place().provider();
        String region = usage.place().region();
        String instanceType = usage.instanceType();
        Span part = usage.span().intersection(span).orElse(null);
        if (provider == null || region == null || instanceType == null || part == null) {
            return;
        }
        var type = new Type(provider, region, instanceType);
        NavigableMap<Instant, BigDecimal> times = changes.computeIfAbsent(type, _ -> new TreeMap<>());
        times.merge(part.from(), usage.quantity(), BigDecimal::add);
        times.merge(part.to(), usage.quantity().negate(), BigDecimal::add);
        List<String> ids = facts.computeIfAbsent(type, _ -> new ArrayList<>());
        if (ids.size() < FACTS_SHOWN) {
            ids.add(usage.origin().id());
        }
    }

    /// What nobody holds of a machine is paid with it, and another advisor may give it back.
    private void unheld(Usage node) {
        String provider = node.place().provider();
        String region = node.place().region();
        String instanceType = node.instanceType();
        if (provider != null && region != null && instanceType != null) {
            Concern.gpu(node.place(), UNHELD)
                    .ifPresent(concern -> concerns.computeIfAbsent(
                                    new Type(provider, region, instanceType), _ -> new TreeSet<>())
                            .add(concern));
        }
    }

    private void concern(Usage usage) {
        String provider = usage.place().provider();
        String region = usage.place().region();
        String instanceType = usage.instanceType();
        if (provider != null && region != null && instanceType != null) {
            var type = new Type(provider, region, instanceType);
            Set<Concern> on = concerns.computeIfAbsent(type, _ -> new TreeSet<>());
            List<String> ids = uses.computeIfAbsent(provider + "/" + region, _ -> new ArrayList<>());
            if (ids.size() < FACTS_SHOWN) {
                ids.add(usage.origin().id());
            }
            Concern.pod(usage.place(), usage.owner()).ifPresent(on::add);
            Concern.gpu(usage.place(), usage.device()).ifPresent(on::add);
            Concern.run(usage.owner()).ifPresent(on::add);
        }
    }

    /// What held GPUs of a type of machine, however it was bought.
    Set<Concern> concerns(Type type) {
        return concerns.getOrDefault(type, Set.of());
    }

    /// The same for all machines of a region.
    Set<Concern> concerns(String provider, String region) {
        Set<Concern> there = new TreeSet<>();
        concerns.forEach((type, on) -> {
            if (type.provider().equals(provider) && type.region().equals(region)) {
                there.addAll(on);
            }
        });
        return there;
    }

    /// Ids of a few uses of GPUs in a region.
    List<String> facts(String provider, String region) {
        return uses.getOrDefault(provider + "/" + region, List.of());
    }

    Iterable<Type> types() {
        return changes.keySet();
    }

    List<String> facts(Type type) {
        return facts.getOrDefault(type, List.of());
    }

    /// The stretches of a span with the machines held in each, none of them left out.
    List<Level> levels(Type type, Span span) {
        NavigableMap<Instant, BigDecimal> times = changes.getOrDefault(type, new TreeMap<>());
        List<Level> levels = new ArrayList<>();
        Instant from = span.from();
        BigDecimal held = BigDecimal.ZERO;
        for (Map.Entry<Instant, BigDecimal> change : times.entrySet()) {
            if (from.isBefore(change.getKey())) {
                levels.add(new Level(new Span(from, change.getKey()), held));
            }
            held = held.add(change.getValue());
            from = change.getKey();
        }
        if (from.isBefore(span.to())) {
            levels.add(new Level(new Span(from, span.to()), held));
        }
        return levels;
    }
}
