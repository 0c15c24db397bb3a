package dev.outlay.estimate;

import dev.outlay.catalog.Gpu;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.List;

/// Work that is stated to run so many hours on so many GPUs of a model.
///
/// On exactly those it takes the hours, without doubt; on others what [ReferenceTiming] says of the same GPU-hours.
/// A name may stand for several models, of which any is meant. Thread-safe.
public final class StatedTiming implements Timing {

    private final List<Gpu> models;
    private final int gpus;
    private final BigDecimal hours;
    private final ReferenceTiming elsewhere;

    /// Throws [IllegalArgumentException] without a model and on GPUs or hours that are not above zero.
    public StatedTiming(List<Gpu> models, int gpus, BigDecimal hours) {
        if (models.isEmpty() || gpus < 1 || hours.signum() <= 0) {
            throw new IllegalArgumentException(
                    "hours are stated of GPUs and above zero: " + hours + " h of " + gpus + " x " + models);
        }
        this.models = List.copyOf(models);
        this.gpus = gpus;
        this.hours = hours;
        this.elsewhere = new ReferenceTiming(models.getFirst(), hours.multiply(BigDecimal.valueOf(gpus)), null);
    }

    @Override
    public String text() {
        return Decimals.text(hours) + " hours on " + gpus + " x "
                + models.getFirst().model();
    }

    @Override
    public RunTime on(Cluster cluster) {
        boolean asStated = cluster.gpus() == gpus
                && models.stream()
                        .anyMatch(gpu -> gpu.model().equals(cluster.gpu().model()));
        return asStated ? new RunTime.Takes(hours, hours, hours, "as stated") : elsewhere.on(cluster);
    }
}
