package dev.outlay.report;

import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.savings.GpuTime;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// GPU-hours used, allocated and held, and the two rates between them.
final class UtilizationFigures {

    private UtilizationFigures() {}

    static List<Kpi> of(LedgerReader ledger, @Nullable Span asked, List<Filter> filters) {
        GpuTime time = GpuTime.of(ledger, Objects.requireNonNullElse(asked, Span.EVER), filters);
        return List.of(
                used(time),
                hours("gpu_hours_allocated", time.allocated(), "GPU-hours that somebody held", "charges in use"),
                hours(
                        "gpu_hours_capacity",
                        time.capacity(),
                        "allocated + idle GPU-hours",
                        hours(time.allocated()) + " + " + hours(time.idle())),
                rate(
                        "used_of_allocated",
                        "used / allocated GPU-hours, over the uses whose utilization was measured",
                        time.used(),
                        time.measured(),
                        "no use of a GPU has a measured utilization"),
                rate(
                        "allocated_of_capacity",
                        "allocated / capacity GPU-hours",
                        time.allocated(),
                        time.capacity(),
                        "no GPU time was charged"));
    }

    private static Kpi used(GpuTime time) {
        String name = "gpu_hours_used";
        String definition = "GPU-hours allocated x mean utilization, over the uses whose utilization was measured";
        return time.measured().signum() == 0
                ? Kpi.notKnown(name, definition, "no use of a GPU has a measured utilization")
                : hours(
                        name,
                        time.used(),
                        definition,
                        hours(time.measured()) + " of " + hours(time.allocated()) + " GPU-hours were measured");
    }

    private static Kpi rate(String name, String definition, BigDecimal part, BigDecimal whole, String notKnown) {
        String percent = Texts.percentOrNull(part, whole);
        return percent == null
                ? Kpi.notKnown(name, definition, notKnown)
                : Kpi.known(name, percent, "%", definition, hours(part) + " / " + hours(whole));
    }

    private static Kpi hours(String name, BigDecimal seconds, String definition, String inputs) {
        return Kpi.known(name, hours(seconds), "GPU-hours", definition, inputs);
    }

    private static String hours(BigDecimal seconds) {
        return Decimals.text(Decimals.hours(seconds));
    }
}
