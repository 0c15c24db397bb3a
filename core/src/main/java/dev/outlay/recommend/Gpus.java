package dev.outlay.recommend;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// What advisors on GPUs read from a load in the same way.
final class Gpus {

    private static final int DIGITS = 18;

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

    /// How many GPUs were held on average while any was; one for each device where no usage says so.
    static BigDecimal held(Load load) {
        return load.held(Resource.GPU)
                .map(Load.Held::mean)
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
