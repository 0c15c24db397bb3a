package dev.outlay.savings;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// GPU-seconds of charges: `allocated` to somebody, `idle`, and of the allocated those whose utilization was
/// `measured` and those in which the GPUs worked, `used`: each charge's time by the mean utilization of its use.
/// Immutable and thread-safe.
public record GpuTime(BigDecimal allocated, BigDecimal idle, BigDecimal measured, BigDecimal used) {

    private static final GpuTime NONE = new GpuTime(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /// What there was to use.
    public BigDecimal capacity() {
        return allocated.add(idle);
    }

    /// The GPU time of the charges whose period starts in a span and which pass every filter. Throws
    /// [dev.outlay.ledger.LedgerException] where the storage fails.
    public static GpuTime of(LedgerReader ledger, Span span, List<Filter> filters) {
        List<Span> days = days(ledger, span, filters);
        if (days.isEmpty()) {
            return NONE;
        }
        GpuTime sum = NONE;
        try (DayFeed feed = new DayFeed(
                ledger, new Span(days.getFirst().from(), days.getLast().to()), filters)) {
            for (Span day : days) {
                sum = ofDay(feed.usages(day), feed.charges(day), span, sum);
            }
        }
        return sum;
    }

    /// The UTC days on which anything was charged.
    public static List<Span> days(LedgerReader ledger, Span span, List<Filter> filters) {
        return ledger
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .grain(Grain.DAY)
                        .where(filters.toArray(new Filter[0]))
                        .in(span))
                .rows()
                .stream()
                .map(row -> Span.dayOf(Objects.requireNonNull(row.bucket())))
                .toList();
    }

    private static GpuTime ofDay(List<Usage> usages, List<Charge> charges, Span span, GpuTime before) {
        UsageIds ids = UsageIds.of(usages);
        Map<String, Share> utilization = new HashMap<>();
        usages.forEach(usage -> {
            if (usage.utilization() != null) {
                utilization.put(usage.origin().id(), usage.utilization());
            }
        });
        GpuTime sum = before;
        for (Charge charge : charges) {
            BigDecimal seconds = charge.use().gpuSeconds();
            if (seconds != null && span.contains(charge.at())) {
                sum = charge.use().idle()
                        ? sum.plusIdle(seconds)
                        : sum.plusUsed(
                                seconds, ids.of(charge).map(utilization::get).orElse(null));
            }
        }
        return sum;
    }

    private GpuTime plusIdle(BigDecimal seconds) {
        return new GpuTime(allocated, idle.add(seconds), measured, used);
    }

    private GpuTime plusUsed(BigDecimal seconds, @Nullable Share utilization) {
        return utilization == null
                ? new GpuTime(allocated.add(seconds), idle, measured, used)
                : new GpuTime(
                        allocated.add(seconds),
                        idle,
                        measured.add(seconds),
                        used.add(seconds.multiply(utilization.value())));
    }
}
