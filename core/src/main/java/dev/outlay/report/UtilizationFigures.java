package dev.outlay.report;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// GPU-hours used, allocated and held, and the two rates between them.
final class UtilizationFigures {

    private static final String USED = "gpu_hours_used";
    private static final String USED_OF_ALLOCATED = "used_of_allocated";

    private final LedgerReader ledger;
    private final Span span;
    private final List<Filter> filters;

    UtilizationFigures(LedgerReader ledger, @Nullable Span asked, List<Filter> filters) {
        this.ledger = ledger;
        this.span = Objects.requireNonNullElse(asked, Span.EVER);
        this.filters = filters;
    }

    List<Kpi> all() {
        BigDecimal allocated = BigDecimal.ZERO;
        BigDecimal idle = BigDecimal.ZERO;
        for (Totals.Row row : ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.USE)
                        .where(filters.toArray(new Filter[0]))
                        .in(span))
                .rows()) {
            BigDecimal seconds = Objects.requireNonNullElse(row.measures().getFirst(), BigDecimal.ZERO);
            boolean nobody = "idle".equals(row.dimensions().getFirst());
            allocated = nobody ? allocated : allocated.add(seconds);
            idle = nobody ? idle.add(seconds) : idle;
        }
        BigDecimal capacity = allocated.add(idle);
        List<Kpi> figures = new ArrayList<>(used());
        figures.add(hours("gpu_hours_allocated", allocated, "GPU-hours of all charges in use", "GPU-hours held by somebody"));
        figures.add(hours(
                "gpu_hours_capacity",
                capacity,
                "allocated + idle GPU-hours",
                hours(allocated) + " + " + hours(idle)));
        String definition = "allocated / capacity, in percent";
        String percent = Texts.percent(allocated, capacity);
        figures.add(
                percent == null
                        ? Kpi.notKnown("allocated_of_capacity", definition, "no GPU time was charged")
                        : Kpi.known(
                                "allocated_of_capacity", percent, "%", definition, hours(allocated) + " / " + hours(capacity)));
        return figures;
    }

    private List<Kpi> used() {
        String hoursUsed = "GPU-hours allocated x mean utilization, over the uses whose utilization was measured";
        String rate = "used / allocated, in percent, over the uses whose utilization was measured";
        if (!filters.isEmpty()) {
            String why = "utilization stands on usage, which filters of charges do not reach";
            return List.of(Kpi.notKnown(USED, hoursUsed, why), Kpi.notKnown(USED_OF_ALLOCATED, rate, why));
        }
        GpuTime time = GpuTime.of(ledger, span);
        String percent = Texts.percent(time.used(), time.measured());
        if (percent == null) {
            String why = "no use of a GPU has a measured utilization";
            return List.of(Kpi.notKnown(USED, hoursUsed, why), Kpi.notKnown(USED_OF_ALLOCATED, rate, why));
        }
        String measured = hours(time.measured()) + " GPU-hours measured";
        return List.of(
                hours(USED, time.used(), hoursUsed, measured),
                Kpi.known(
                        USED_OF_ALLOCATED, percent, "%", rate, hours(time.used()) + " / " + hours(time.measured())));
    }

    private static Kpi hours(String name, BigDecimal seconds, String definition, String inputs) {
        return Kpi.known(name, hours(seconds), "GPU-hours", definition, inputs);
    }

    private static String hours(BigDecimal seconds) {
        return Decimals.text(Decimals.hours(seconds));
    }
}
