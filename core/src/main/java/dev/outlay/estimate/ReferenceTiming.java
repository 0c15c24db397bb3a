package dev.outlay.estimate;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Precision;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work that is known as GPU-hours on one model of GPU.
///
/// On the same model it takes the hours divided by the GPUs. Another model is between two speeds: that of its peak
/// dense rate (BF16, else FP16, at both) and that of its memory's bandwidth, each over the reference's; the
/// geometric mean of both is taken, and they are the ends of the interval. Each doubling of machines loses 3 % of
/// the speed, between nothing and 10 %: an assumption, since nothing is known of the work. Thread-safe.
public final class ReferenceTiming implements Timing {

    private static final double LOST_PER_DOUBLING = 0.03;
    private static final double MOST_LOST_PER_DOUBLING = 0.10;

    private final Gpu reference;
    private final BigDecimal gpuHours;
    private final @Nullable BigDecimal memoryGibEach;

    /// `memoryGibEach` is what each GPU has to hold at least, null where that is not known: any GPU will then do.
    /// Throws [IllegalArgumentException] on GPU-hours or memory that are not above zero.
    public ReferenceTiming(Gpu reference, BigDecimal gpuHours, @Nullable BigDecimal memoryGibEach) {
        if (gpuHours.signum() <= 0 || (memoryGibEach != null && memoryGibEach.signum() <= 0)) {
            throw new IllegalArgumentException(
                    "GPU-hours and memory are above zero: " + gpuHours + ", " + memoryGibEach);
        }
        this.reference = reference;
        this.gpuHours = gpuHours;
        this.memoryGibEach = memoryGibEach;
    }

    @Override
    public String text() {
        return Decimals.text(gpuHours) + " GPU-hours on " + reference.model();
    }

    @Override
    public RunTime on(Cluster cluster) {
        Gpu gpu = cluster.gpu();
        BigDecimal memory = cluster.memoryGibEach() == null ? gpu.memoryGib() : cluster.memoryGibEach();
        if (memoryGibEach != null && memory.compareTo(memoryGibEach) < 0) {
            return new RunTime.CannotRun(gpu.model() + " has " + Decimals.text(memory) + " GiB of memory, and "
                    + Decimals.text(memoryGibEach) + " GiB are needed on each GPU");
        }
        double byRate = 1;
        double byMemory = 1;
        if (!gpu.model().equals(reference.model())) {
            Optional<Double> rates = peak(gpu).flatMap(own -> peak(reference).map(other -> own / other));
            Optional<Double> bandwidths =
                    bandwidth(gpu).flatMap(own -> bandwidth(reference).map(other -> own / other));
            if (rates.isEmpty() || bandwidths.isEmpty()) {
                return new RunTime.CannotRun("the peak rate or the memory bandwidth of " + gpu.model() + " or "
                        + reference.model() + " is not known, so they cannot be compared");
            }
            byRate = rates.get();
            byMemory = bandwidths.get();
        }
        double doublings = Math.log(cluster.machines()) / Math.log(2);
        double perfect = gpuHours.doubleValue() / cluster.gpus();
        double low = perfect / Math.max(byRate, byMemory);
        double middle = perfect / Math.sqrt(byRate * byMemory) / Math.pow(1 - LOST_PER_DOUBLING, doublings);
        double high = perfect / Math.min(byRate, byMemory) / Math.pow(1 - MOST_LOST_PER_DOUBLING, doublings);
        return new RunTime.Takes(
                BigDecimal.valueOf(middle), BigDecimal.valueOf(low), BigDecimal.valueOf(high), basis(cluster));
    }

    private String basis(Cluster cluster) {
        String same = cluster.gpu().model().equals(reference.model())
                ? "GPU-hours as given"
                : "GPU-hours as given for " + reference.model() + ", by the middle of peak rates and memory bandwidths";
        return cluster.machines() == 1 ? same : same + "; 3 % lost per doubling of machines, 0 to 10 %, assumed";
    }

    private static Optional<Double> peak(Gpu gpu) {
        return gpu.peak(Precision.BF16).or(() -> gpu.peak(Precision.FP16)).map(BigDecimal::doubleValue);
    }

    private static Optional<Double> bandwidth(Gpu gpu) {
        return Optional.ofNullable(gpu.memoryBandwidth()).map(BigDecimal::doubleValue);
    }
}
