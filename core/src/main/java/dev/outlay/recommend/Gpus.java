package dev.outlay.recommend;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Share;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What advisors on GPUs read from a load in the same way.
final class Gpus {

    private static final int DIGITS = 18;
    // a fifth, a choice of ours: what was seen is not the most there can be
    private static final BigDecimal HEADROOM = new BigDecimal("1.2");
    private static final Duration SHORT = Duration.ofMinutes(15);
    private static final BigDecimal HIDDEN = new BigDecimal("0.7");

    private Gpus() {}

    /// Whether the GPUs were held whole and by nobody else.
    static boolean areWhole(Load load) {
        Sharing sharing = load.hardware().sharing();
        return load.hardware().migProfile() == null
                && (sharing == null || sharing == Sharing.EXCLUSIVE)
                && load.held(Resource.GPU)
                        .map(held -> held.amountSeconds().compareTo(held.pieceSeconds()) == 0)
                        .orElse(true);
    }

    /// Whether they were idle in most of the time, so that they should be given back and not made smaller.
    static boolean areIdle(Load load) {
        return load.measured(Signal.GPU_UTILIZATION)
                .or(() -> load.measured(Signal.SM_ACTIVE))
                .map(Profile::of)
                .filter(profile -> profile == Profile.IDLE)
                .isPresent();
    }

    /// How many GPUs were held at most at any moment; one for each device where no usage says so.
    static BigDecimal held(Load load) {
        return load.held(Resource.GPU)
                .map(Load.Held::most)
                .orElse(BigDecimal.valueOf(Math.max(1, load.devices().size())));
    }

    /// How busy the compute units were: activity of the streaming multiprocessors where at least as much of it was
    /// measured as of the duty cycle, which says only that something ran.
    static Optional<Series> compute(Load load) {
        Optional<Series> duty = load.measured(Signal.GPU_UTILIZATION);
        return load.measured(Signal.SM_ACTIVE)
                .filter(active -> duty.map(busy -> active.weight().compareTo(busy.weight()) >= 0)
                        .orElse(true))
                .or(() -> duty);
    }

    /// What is demanded at the most, with headroom: a fifth more than the highest reading.
    static BigDecimal withHeadroom(BigDecimal peak) {
        return peak.multiply(HEADROOM);
    }

    /// Whether readings are long enough to hide bursts that a right size would have to hold.
    static boolean mayHideBursts(Series series) {
        return series.longest().compareTo(SHORT) > 0;
    }

    /// The confidence in a size that was made of a series: less where little was measured or in long readings.
    static Certainty certainty(Load load, Series series, String stated) {
        BigDecimal covered = load.coverage(series.signal()).orElse(BigDecimal.ZERO);
        BigDecimal value = new BigDecimal(stated).multiply(covered);
        if (mayHideBursts(series)) {
            value = value.multiply(HIDDEN);
        }
        return new Certainty(
                new Share(value.setScale(2, RoundingMode.HALF_EVEN)),
                percent(covered) + " of the time held was measured, in readings of at most " + series.longest());
    }

    /// What could go wrong with a size that was made of a series.
    static List<String> risks(Series series) {
        return mayHideBursts(series)
                ? List.of("readings are means over up to " + series.longest() + ": shorter bursts are not seen")
                : List.of();
    }

    /// The one model that a load's GPUs are of; empty where none or several are meant.
    static Optional<Gpu> model(Load load, Catalog catalog) {
        String name = load.hardware().gpuModel();
        List<Gpu> called = name == null ? List.of() : catalog.gpusCalled(name);
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    /// A share as a percentage of two digits at most, for a sentence.
    static String percent(BigDecimal share) {
        return share.movePointRight(2)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, DIGITS, RoundingMode.HALF_EVEN);
    }
}
