package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.energy.PowerModel;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.LoadSettings;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which signals say that a GPU is idle, and which do not.
///
/// Duty cycle and activity agree where more than nine tenths of what they measured is below the idle line; power
/// agrees where its median is at most what an idle GPU of the model draws at the most; memory agrees where less
/// than a tenth is held. The confidence is 0.6 for one signal and 0.1 more for each that agrees, up to 0.9, and 0.1
/// less for each that does not: the steps are ours, and are drawn to outcomes by [Calibration]. Immutable.
final class IdleSignals {

    private static final BigDecimal MOSTLY = new BigDecimal("0.9");
    private static final BigDecimal MEMORY_HELD = new BigDecimal("0.1");
    private static final BigDecimal ONE_SIGNAL = new BigDecimal("0.6");
    private static final BigDecimal STEP = new BigDecimal("0.1");
    private static final BigDecimal MOST = new BigDecimal("0.9");

    private final List<String> agree = new ArrayList<>();
    private final List<String> disagree = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();

    IdleSignals(Load load, Optional<Gpu> gpu, PowerModel power, LoadSettings settings) {
        for (Signal signal : List.of(Signal.GPU_UTILIZATION, Signal.SM_ACTIVE)) {
            load.measured(signal).ifPresent(series -> {
                BigDecimal idle = series.idleShare() == null ? BigDecimal.ZERO : series.idleShare();
                note(
                        load,
                        series,
                        idle.compareTo(MOSTLY) > 0,
                        "idle_share_" + signal.text(),
                        Figures.round(idle),
                        "below " + Gpus.percent(settings.idleBelow()));
            });
        }
        load.measured(Signal.POWER)
                .ifPresent(series -> gpu.flatMap(power::idleGpu)
                        .ifPresent(idle -> note(
                                load,
                                series,
                                series.p50().compareTo(idle.high()) <= 0,
                                "power_p50",
                                Figures.round(series.p50()),
                                "an idle " + gpu.get().model() + " draws up to "
                                        + Decimals.text(idle.high().setScale(0, RoundingMode.HALF_EVEN)) + " W")));
        load.measured(Signal.GPU_MEMORY_USED)
                .ifPresent(series -> note(
                        load,
                        series,
                        series.mean().compareTo(MEMORY_HELD) <= 0,
                        "gpu_memory_used_mean",
                        Figures.round(series.mean()),
                        "a tenth or less is held by drivers alone"));
    }

    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    BigDecimal certainty() {
        return ONE_SIGNAL
                .add(STEP.multiply(BigDecimal.valueOf(Math.max(0, agree.size() - 1))))
                .min(MOST)
                .subtract(STEP.multiply(BigDecimal.valueOf(disagree.size())))
                .max(STEP);
    }

    /// Such as `idle by gpu_utilization, power; not by gpu_memory_used`.
    String says() {
        return "idle by " + (agree.isEmpty() ? "no signal" : String.join(", ", agree))
                + (disagree.isEmpty() ? "" : "; not by " + String.join(", ", disagree));
    }

    private void note(Load load, Series series, boolean idle, String figure, String value, String line) {
        String signal = series.signal().text();
        (idle ? agree : disagree).add(signal);
        evidence.add(new Evidence(
                figure,
                value,
                series.signal() == Signal.POWER ? "W" : null,
                line + "; " + signal + (idle ? " agrees" : " does not agree"),
                load.facts()));
    }
}
