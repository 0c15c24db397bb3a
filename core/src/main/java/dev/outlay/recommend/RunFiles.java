package dev.outlay.recommend;

import dev.outlay.forecast.RunPoints;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Run;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gathers runs with their charges, each read once.
final class RunFiles {

    private static final int FACTS_SHOWN = 5;

    private RunFiles() {}

    /// The runs that were charged in a span, in the order of their names.
    static List<RunFile> of(LedgerReader ledger, Span span, Instant now) {
        SortedMap<String, Sum> sums = new TreeMap<>();
        try (Stream<Charge> charges = ledger.facts(Charge.class, span)) {
            charges.filter(charge -> span.contains(charge.at())).forEach(charge -> {
                String run = charge.owner().run();
                if (run != null) {
                    sums.computeIfAbsent(run, _ -> new Sum()).add(charge);
                }
            });
        }
        Map<String, List<Run>> words = new HashMap<>();
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            runs.filter(word -> sums.containsKey(word.run()) && !word.at().isAfter(now))
                    .forEach(word -> words.computeIfAbsent(word.run(), _ -> new ArrayList<>())
                            .add(word));
        }
        List<RunFile> files = new ArrayList<>();
        sums.forEach((run, sum) -> {
            List<Run> said = words.getOrDefault(run, List.of()).stream()
                    .sorted(Comparator.comparingInt(Run::attempt).thenComparing(RunPoints::when))
                    .toList();
            files.add(new RunFile(run, sum.owner(said), said, sum.spent()));
        });
        return files;
    }

    /// The sums of one run. Not thread-safe.
    private static final class Sum {
        private final Map<String, BigDecimal> costs = new TreeMap<>();
        private BigDecimal gpuSeconds = BigDecimal.ZERO;
        private BigDecimal seconds = BigDecimal.ZERO;
        private @Nullable Instant from;
        private Instant upTo = Instant.MIN;
        private final Set<String> models = new HashSet<>();
        private final Set<String> types = new HashSet<>();
        private final Set<CapacityType> ways = new HashSet<>();
        private final Map<String, String> tags = new TreeMap<>();
        private final Set<String> contradicted = new HashSet<>();
        private final TreeSet<Concern> concerns = new TreeSet<>();
        private final List<String> facts = new ArrayList<>();
        private Place place = Place.UNKNOWN;
        private Owner owner = Owner.UNKNOWN;
        private long charges;
        private int attempts = 1;

        void add(Charge charge) {
            charges++;
            Money cost = charge.costs().effective();
            if (cost != null) {
                costs.merge(cost.currency(), cost.amount(), BigDecimal::add);
            }
            if (charge.use().gpuSeconds() != null) {
                gpuSeconds = gpuSeconds.add(charge.use().gpuSeconds());
                Instant start = charge.at().isAfter(upTo) ? charge.at() : upTo;
                if (start.isBefore(charge.period().to())) {
                    seconds = seconds.add(new Span(start, charge.period().to()).seconds());
                    upTo = charge.period().to();
                }
            }
            from = from == null ? charge.at() : from;
            keep(models, charge.use().gpuModel());
            keep(types, charge.product().skuId());
            keep(ways, charge.use().capacityType());
            charge.tags().forEach((name, value) -> {
                String known = tags.putIfAbsent(name, value);
                if (known != null && !known.equals(value)) {
                    contradicted.add(name);
                }
            });
            String attempt = charge.tags().get("attempt");
            if (attempt != null && attempt.matches("[1-9]\\d{0,5}")) {
                attempts = Math.max(attempts, Integer.parseInt(attempt));
            }
            Concern.run(charge.owner()).ifPresent(concerns::add);
            Concern.pod(charge.place(), charge.owner()).ifPresent(concerns::add);
            Concern.gpu(charge.place(), charge.use().device()).ifPresent(concerns::add);
            place = charge.place();
            owner = charge.owner();
            if (facts.size() < FACTS_SHOWN) {
                facts.add(charge.origin().id());
            }
        }

        private static <T> void keep(Set<T> set, @Nullable T value) {
            if (value != null) {
                set.add(value);
            }
        }

        private static <T> @Nullable T only(Set<T> set) {
            return set.size() == 1 ? set.iterator().next() : null;
        }

        Owner owner(List<Run> words) {
            Owner said = words.isEmpty() ? owner : words.getLast().owner();
            return new Owner(
                    owner.namespace(),
                    owner.workload(),
                    null,
                    null,
                    owner.team() == null ? said.team() : owner.team(),
                    owner.project() == null ? said.project() : owner.project(),
                    owner.experiment() == null ? said.experiment() : owner.experiment(),
                    owner.costCenter() == null ? said.costCenter() : owner.costCenter(),
                    owner.environment() == null ? said.environment() : owner.environment(),
                    owner.run());
        }

        RunFile.Spent spent() {
            contradicted.forEach(tags::remove);
            Money cost = costs.size() == 1
                    ? new Money(
                            costs.keySet().iterator().next(),
                            costs.values().iterator().next())
                    : null;
            Instant start = Objects.requireNonNull(from);
            return new RunFile.Spent(
                    cost,
                    gpuSeconds,
                    seconds,
                    upTo.isAfter(start) ? new Span(start, upTo) : null,
                    only(models),
                    only(types),
                    only(ways),
                    place,
                    attempts,
                    new TreeMap<>(tags),
                    concerns,
                    charges,
                    facts);
        }
    }
}
