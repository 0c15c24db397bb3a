package dev.outlay.recommend;

import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who paid for GPU time in which nothing ran, the most money first.
///
/// What was wasted is cost times the part of the time that was measured times one less the mean use. `unmeasured`
/// counts those who held GPUs and were not measured, `unpriced` those without a cost in one currency, who come
/// last. Immutable and thread-safe.
public record WastedGpus(List<Wasted> all, SortedMap<String, Money> wastedByCurrency, long unmeasured, long unpriced) {

    /// One pod, workload or run: `wasted` and `cost` are of the span, null where its cost is not known; `advice` is
    /// what would save most, null where there is none.
    public record Wasted(
            Load load,
            Series series,
            BigDecimal coverage,
            @Nullable Money cost,
            @Nullable Money wasted,
            Profile profile,
            @Nullable Advice advice) {}

    // the others speak of runs, files and prices, and have to read those
    private static final List<Advisor> ON_GPUS = Advisors.ALL.stream()
            .filter(advisor ->
                    Set.of(Category.IDLE, Category.SHARING, Category.GPU_TIER).contains(advisor.category()))
            .toList();
    private static final BigDecimal FULLY_USED = new BigDecimal("0.9");
    private static final Comparator<Wasted> MOST_FIRST = Comparator.comparing(
                    Wasted::wasted,
                    Comparator.nullsLast(Comparator.comparing(Money::currency)
                            .thenComparing(Money::amount, Comparator.reverseOrder())))
            .thenComparing(one -> one.load().thing());

    public WastedGpus {
        all = List.copyOf(all);
        wastedByCurrency = Collections.unmodifiableSortedMap(new TreeMap<>(wastedByCurrency));
    }

    /// Those whose mean use was measured and below 90 percent.
    public static WastedGpus of(Inquiry inquiry) {
        Map<String, Advice> best = bestByKey(inquiry);
        List<Wasted> all = new ArrayList<>();
        long unmeasured = 0;
        for (Load load : inquiry.loads().holders()) {
            Series series = load.measured(Signal.GPU_UTILIZATION).orElse(null);
            if (series == null) {
                unmeasured += load.held(Resource.GPU).isPresent() ? 1 : 0;
            } else if (series.mean().compareTo(FULLY_USED) < 0) {
                all.add(wasted(inquiry, load, series, best.get(load.thing().toString())));
            }
        }
        all.sort(MOST_FIRST);
        SortedMap<String, Money> sums = new TreeMap<>();
        all.stream()
                .map(Wasted::wasted)
                .filter(Objects::nonNull)
                .forEach(money -> sums.merge(money.currency(), money, Money::plus));
        long unpriced = all.stream().filter(one -> one.wasted() == null).count();
        return new WastedGpus(all, sums, unmeasured, unpriced);
    }

    private static Wasted wasted(Inquiry inquiry, Load load, Series series, @Nullable Advice advice) {
        BigDecimal coverage = load.coverage(series.signal()).orElse(BigDecimal.ZERO);
        Money cost = inquiry.spending().on(load.thing(), Resource.GPU).cost();
        Money wasted = cost == null ? null : cost.times(coverage.multiply(BigDecimal.ONE.subtract(series.mean())));
        return new Wasted(load, series, coverage, cost, wasted, Profile.of(series), advice);
    }

    private static Map<String, Advice> bestByKey(Inquiry inquiry) {
        Map<String, Advice> best = new HashMap<>();
        for (Advice advice : Advisors.ask(ON_GPUS, inquiry)) {
            best.merge(
                    advice.subject().key(),
                    advice,
                    (one, other) -> saves(other).compareTo(saves(one)) > 0 ? other : one);
        }
        return best;
    }

    private static BigDecimal saves(Advice advice) {
        Promise promise = advice.worth().promise();
        return promise == null || promise.per() != Promise.Per.MONTH
                ? BigDecimal.ZERO
                : promise.saving().amount();
    }
}
