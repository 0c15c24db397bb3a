package dev.outlay.recommend;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A workload that belongs to no run and was always on: what it held of GPUs at each moment and how busy that was.
/// Immutable.
record Serving(
        String key,
        Owner owner,
        Place place,
        List<Moment> moments,
        int replicas,
        Set<Concern> concerns,
        List<String> facts) {

    private static final MathContext DIGITS = new MathContext(18);
    // nine tenths of the time: what is off for longer is started when it is needed
    private static final BigDecimal ALWAYS = new BigDecimal("0.9");
    private static final int FACTS_SHOWN = 5;

    /// A stretch in which so many GPUs were held, and did as much as so many that are always busy.
    record Moment(Span span, BigDecimal held, BigDecimal busy) {

        /// How busy they were together.
        BigDecimal load() {
            return busy.divide(held, DIGITS);
        }
    }

    /// Those of an inquiry whose use was measured for nine tenths of what they held, in the order of their keys;
    /// what was not measured is left out on both sides.
    static List<Serving> of(Inquiry inquiry) {
        Map<String, Sum> sums = new TreeMap<>();
        try (Stream<Usage> usages = inquiry.ledger().facts(Usage.class, inquiry.span())) {
            usages.filter(usage -> usage.resource() == Resource.GPU
                            && usage.owner().run() == null
                            && usage.owner().workload() != null)
                    .forEach(usage -> sums.computeIfAbsent(
                                    usage.place().cluster() + "/" + Replays.key(usage.owner()), Sum::new)
                            .add(usage, inquiry.span()));
        }
        List<Serving> all = new ArrayList<>();
        sums.values().forEach(sum -> sum.serving(inquiry.span()).ifPresent(all::add));
        return all;
    }

    List<Filter> charges() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Dimension.Named.WORKLOAD, Set.of(String.valueOf(owner.workload()))));
        if (owner.namespace() != null) {
            filters.add(new Filter(Dimension.Named.NAMESPACE, Set.of(owner.namespace())));
        }
        return filters;
    }

    Subject subject() {
        return new Subject(
                key,
                "service " + key,
                new Place(place.provider(), place.region(), null, place.cluster(), null),
                new Owner(
                        owner.namespace(),
                        owner.workload(),
                        null,
                        null,
                        owner.team(),
                        owner.project(),
                        null,
                        owner.costCenter(),
                        owner.environment(),
                        null),
                new TreeSet<>(concerns),
                charges());
    }

    /// What it was charged in the span; empty where nothing was priced or in two currencies.
    Optional<Money> cost(Inquiry inquiry) {
        List<Totals.Row> rows = inquiry
                .ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .where(charges().toArray(new Filter[0]))
                        .in(inquiry.span()))
                .rows()
                .stream()
                .filter(row -> row.measures().getFirst() != null)
                .toList();
        return rows.size() == 1
                ? Optional.of(new Money(
                        String.valueOf(rows.getFirst().currency()),
                        rows.getFirst().measures().getFirst()))
                : Optional.empty();
    }

    /// The load at or below which a part of the time lies.
    BigDecimal load(String part) {
        List<Moment> sorted =
                moments.stream().sorted(Comparator.comparing(Moment::load)).toList();
        BigDecimal all =
                moments.stream().map(moment -> moment.span().seconds()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal passed = BigDecimal.ZERO;
        for (Moment moment : sorted) {
            passed = passed.add(moment.span().seconds());
            if (passed.compareTo(all.multiply(new BigDecimal(part))) >= 0) {
                return moment.load();
            }
        }
        return sorted.getLast().load();
    }

    /// The part of the GPU time that was held above what the work took at a load, with whole replicas and one at
    /// least.
    BigDecimal spare(BigDecimal load) {
        BigDecimal each = moments.stream()
                .map(Moment::held)
                .reduce(BigDecimal.ZERO, BigDecimal::max)
                .divide(BigDecimal.valueOf(replicas), DIGITS);
        BigDecimal held = BigDecimal.ZERO;
        BigDecimal needed = BigDecimal.ZERO;
        for (Moment moment : moments) {
            BigDecimal replicasNeeded = moment.busy()
                    .divide(load.multiply(each), DIGITS)
                    .setScale(0, RoundingMode.CEILING)
                    .max(BigDecimal.ONE);
            BigDecimal seconds = moment.span().seconds();
            held = held.add(moment.held().multiply(seconds));
            needed = needed.add(replicasNeeded.multiply(each).min(moment.held()).multiply(seconds));
        }
        return held.signum() == 0 ? BigDecimal.ZERO : BigDecimal.ONE.subtract(needed.divide(held, DIGITS));
    }

    /// The sums of one workload. Not thread-safe.
    private static final class Sum {
        private final String key;
        private final NavigableMap<Instant, BigDecimal[]> changes = new TreeMap<>();
        private final Set<Concern> concerns = new HashSet<>();
        private final List<String> facts = new ArrayList<>();
        private @Nullable Usage last;
        private BigDecimal all = BigDecimal.ZERO;
        private BigDecimal measured = BigDecimal.ZERO;

        Sum(String key) {
            this.key = key;
        }

        void add(Usage usage, Span span) {
            Span part = usage.span().intersection(span).orElseThrow();
            BigDecimal gpus = usage.gpus().orElseThrow();
            BigDecimal time = gpus.multiply(part.seconds());
            all = all.add(time);
            if (usage.utilization() == null) {
                return;
            }
            measured = measured.add(time);
            BigDecimal busy = gpus.multiply(usage.utilization().value());
            change(part.from(), gpus, busy, 1);
            change(part.to(), gpus.negate(), busy.negate(), -1);
            Concern.pod(usage.place(), usage.owner()).ifPresent(concerns::add);
            Concern.gpu(usage.place(), usage.device()).ifPresent(concerns::add);
            if (facts.size() < FACTS_SHOWN) {
                facts.add(usage.origin().id());
            }
            last = usage;
        }

        private void change(Instant at, BigDecimal gpus, BigDecimal busy, int pieces) {
            BigDecimal[] known = changes.computeIfAbsent(
                    at, _ -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
            known[0] = known[0].add(gpus);
            known[1] = known[1].add(busy);
            known[2] = known[2].add(BigDecimal.valueOf(pieces));
        }

        Optional<Serving> serving(Span span) {
            Usage known = last;
            if (known == null || measured.compareTo(all.multiply(ALWAYS)) < 0 || concerns.isEmpty()) {
                return Optional.empty();
            }
            List<Moment> moments = new ArrayList<>();
            BigDecimal gpus = BigDecimal.ZERO;
            BigDecimal busy = BigDecimal.ZERO;
            BigDecimal pieces = BigDecimal.ZERO;
            BigDecimal most = BigDecimal.ZERO;
            BigDecimal on = BigDecimal.ZERO;
            Instant from = null;
            for (Map.Entry<Instant, BigDecimal[]> change : changes.entrySet()) {
                if (from != null && gpus.signum() > 0) {
                    var part = new Span(from, change.getKey());
                    moments.add(new Moment(part, gpus, busy));
                    on = on.add(part.seconds());
                }
                gpus = gpus.add(change.getValue()[0]);
                busy = busy.add(change.getValue()[1]);
                pieces = pieces.add(change.getValue()[2]);
                most = most.max(pieces);
                from = change.getKey();
            }
            boolean always = on.compareTo(span.seconds().multiply(ALWAYS)) >= 0;
            return !always || most.intValue() < 2
                    ? Optional.empty()
                    : Optional.of(
                            new Serving(key, known.owner(), known.place(), moments, most.intValue(), concerns, facts));
        }
    }
}
