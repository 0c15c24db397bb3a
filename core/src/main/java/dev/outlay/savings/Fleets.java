package dev.outlay.savings;

import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many GPUs of each cluster and model were held at each moment, and what a fixed fleet of their peak would
/// have cost. Not thread-safe.
final class Fleets {

    private static final BigDecimal SERVED = new BigDecimal("0.95");

    /// A cluster and a GPU model, each null where it was not said.
    record Group(@Nullable String cluster, @Nullable String gpuModel) {}

    /// What a fixed fleet would have cost more than what was held, by UTC day, and the same for a fleet that serves
    /// 95 percent of the time.
    record Extra(SortedMap<LocalDate, BigDecimal> byDay, BigDecimal low, String basis) {}

    private final Map<Group, NavigableMap<Instant, BigDecimal>> changes =
            new TreeMap<>(Comparator.comparing(Fleets::name));

    /// Whether GPUs bought this way are given back when nobody needs them.
    static boolean scales(@Nullable CapacityType type) {
        return type == null || type == CapacityType.ON_DEMAND || type == CapacityType.SPOT;
    }

    /// So many GPUs that were held for a span.
    record Held(Span span, BigDecimal gpus) {}

    void hold(Group group, Held held) {
        NavigableMap<Instant, BigDecimal> times = changes.computeIfAbsent(group, _ -> new TreeMap<>());
        change(times, held.span().from(), held.gpus());
        change(times, held.span().to(), held.gpus().negate());
    }

    /// The extra cost of a fixed fleet of a group at a mean price, `cost` for `gpuSeconds`; null where nothing was
    /// held.
    @Nullable
    Extra extra(Group group, BigDecimal cost, BigDecimal gpuSeconds) {
        NavigableMap<Instant, BigDecimal> times = changes.get(group);
        if (times == null || times.size() < 2 || gpuSeconds.signum() <= 0) {
            return null;
        }
        List<Level> levels = levels(times);
        Span span = new Span(times.firstKey(), times.lastKey());
        BigDecimal peak =
                levels.stream().map(Level::gpus).max(Comparator.naturalOrder()).orElseThrow();
        BigDecimal mostly = quantile(levels, span.seconds().multiply(SERVED));
        BigDecimal held = levels.stream().map(Level::gpuSeconds).reduce(BigDecimal.ZERO, BigDecimal::add);
        SortedMap<LocalDate, BigDecimal> missing = new TreeMap<>();
        for (Level level : levels) {
            for (Span part : days(level.span())) {
                missing.merge(
                        part.from().atOffset(ZoneOffset.UTC).toLocalDate(),
                        peak.subtract(level.gpus()).multiply(part.seconds()),
                        BigDecimal::add);
            }
        }
        BigDecimal all = missing.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal low = mostly.multiply(span.seconds()).subtract(held).max(BigDecimal.ZERO);
        return new Extra(
                split(price(all, cost, gpuSeconds), missing, all),
                price(low, cost, gpuSeconds),
                "peak of " + peak.stripTrailingZeros().toPlainString() + " x " + name(group));
    }

    static String name(Group group) {
        return (group.gpuModel() == null ? "GPUs of no stated model" : group.gpuModel()) + " in "
                + (group.cluster() == null ? "no stated cluster" : group.cluster());
    }

    private static SortedMap<LocalDate, BigDecimal> split(
            BigDecimal whole, SortedMap<LocalDate, BigDecimal> weights, BigDecimal sum) {
        SortedMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
        if (sum.signum() == 0) {
            return byDay;
        }
        // the currency of an amount does not matter to how it is split
        List<Money> parts = new Money("XXX", whole).split(new ArrayList<>(weights.values()));
        int next = 0;
        for (LocalDate day : weights.keySet()) {
            byDay.put(day, parts.get(next++).amount());
        }
        return byDay;
    }

    private static BigDecimal price(BigDecimal seconds, BigDecimal cost, BigDecimal gpuSeconds) {
        return cost.multiply(seconds).divide(gpuSeconds, Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN);
    }

    /// So many GPUs held over a span.
    private record Level(Span span, BigDecimal gpus) {

        BigDecimal gpuSeconds() {
            return gpus.multiply(span.seconds());
        }
    }

    private static List<Level> levels(NavigableMap<Instant, BigDecimal> times) {
        List<Level> levels = new ArrayList<>();
        BigDecimal gpus = BigDecimal.ZERO;
        Instant before = null;
        for (Map.Entry<Instant, BigDecimal> change : times.entrySet()) {
            if (before != null) {
                levels.add(new Level(new Span(before, change.getKey()), gpus));
            }
            gpus = gpus.add(change.getValue());
            before = change.getKey();
        }
        return levels;
    }

    private static void change(NavigableMap<Instant, BigDecimal> times, Instant at, BigDecimal gpus) {
        BigDecimal changed = times.getOrDefault(at, BigDecimal.ZERO).add(gpus);
        // a use that goes on into its next day changes nothing at midnight
        if (changed.signum() == 0) {
            times.remove(at);
            return;
        }
        times.put(at, changed);
    }

    private static List<Span> days(Span span) {
        List<Span> days = new ArrayList<>();
        for (Span day = Span.dayOf(span.from()); day.from().isBefore(span.to()); day = Span.dayOf(day.to())) {
            span.intersection(day).ifPresent(days::add);
        }
        return days;
    }

    /// The least number of GPUs that suffices for so many seconds.
    private static BigDecimal quantile(List<Level> levels, BigDecimal seconds) {
        BigDecimal passed = BigDecimal.ZERO;
        for (Level level :
                levels.stream().sorted(Comparator.comparing(Level::gpus)).toList()) {
            passed = passed.add(level.span().seconds());
            if (passed.compareTo(seconds) >= 0) {
                return level.gpus();
            }
        }
        return levels.getLast().gpus();
    }
}
