package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.CpuPower;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The power of machines in watts, always with a range: what a GPU draws at a load, and what stands around it.
///
/// A GPU draws a part of its rated power when idle and, at full utilization, what published training runs were
/// measured to draw: `idle + (busy - idle) x utilization`. A GPU without a rated power has none here. The host is
/// its processors (watts per vCPU of the provider's processor families), its memory, and all else (fans, network
/// cards, switches) as a part of the rated power of its GPUs. The building's overhead is not in it. Thread-safe.
public final class PowerModel {

    private static final int SCALE = 12;

    private final Map<String, PowerFigure> figures = PowerFigure.all();
    private final Map<String, Optional<Range>> perVcpu = new HashMap<>();
    private final Catalog catalog;

    public PowerModel(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The constants, in the order of the documentation.
    public Collection<PowerFigure> figures() {
        return List.copyOf(figures.values());
    }

    /// A GPU at a measured utilization; empty where its rated power is not known.
    public Optional<Range> gpu(Gpu gpu, Share utilization) {
        BigDecimal load = utilization.value();
        Range idle = figure("gpu idle power");
        Range busy = figure("gpu busy power");
        return rated(
                gpu,
                new Range(
                        between(idle.low(), busy.low(), load),
                        between(idle.value(), busy.value(), load),
                        between(idle.high(), busy.high(), load)));
    }

    /// A GPU that trains, at a load nobody measured: from idle to its rated power. Empty where that is not known.
    public Optional<Range> gpuOfUnknownLoad(Gpu gpu) {
        return rated(
                gpu,
                new Range(
                        figure("gpu idle power").low(), figure("gpu busy power").value(), BigDecimal.ONE));
    }

    /// A GPU that was paid for and not used; empty where its rated power is not known.
    public Optional<Range> idleGpu(Gpu gpu) {
        return rated(gpu, figure("gpu idle power"));
    }

    /// A GPU that trains all the time, as the published runs did that the model rests on: the mean and the range of
    /// their measured power. Empty where the rated power is not known.
    public Optional<Range> trainingGpu(Gpu gpu) {
        return rated(gpu, figure("gpu busy power"));
    }

    /// All else in a machine, for each of its GPUs; empty where the machine has no described GPU of known number
    /// and rated power. Processors are left out where the provider's are not known.
    public Optional<Range> hostPerGpu(Machine machine) {
        String model = machine.gpuModel();
        BigDecimal count = machine.gpuCount();
        Optional<Gpu> gpu = model == null ? Optional.empty() : catalog.gpu(model);
        if (gpu.isEmpty() || count == null) {
            return Optional.empty();
        }
        return overhead(gpu.get()).map(overhead -> {
            Range parts = processors(machine)
                    .orElse(Range.NOTHING)
                    .plus(memory(machine).orElse(Range.NOTHING));
            return overhead.plus(new Range(
                    parts.low().divide(count, SCALE, RoundingMode.HALF_EVEN),
                    parts.value().divide(count, SCALE, RoundingMode.HALF_EVEN),
                    parts.high().divide(count, SCALE, RoundingMode.HALF_EVEN)));
        });
    }

    /// Fans, network cards and switches for one GPU; empty where its rated power is not known.
    public Optional<Range> overhead(Gpu gpu) {
        return rated(gpu, figure("host overhead"));
    }

    /// The processors of a machine, between idle and full; empty where their number or kind is not known.
    public Optional<Range> processors(Machine machine) {
        BigDecimal vcpus = machine.vcpus();
        return vcpus == null ? Optional.empty() : vcpu(machine.provider()).map(each -> each.times(vcpus));
    }

    /// The memory of a machine; empty where its size is not known.
    public Optional<Range> memory(Machine machine) {
        BigDecimal gib = machine.memoryGib();
        return gib == null ? Optional.empty() : Optional.of(memoryGib(gib));
    }

    /// So many GiB of memory.
    public Range memoryGib(BigDecimal gib) {
        return figure("memory power").times(gigabytes(gib));
    }

    /// So many GiB of storage, watts.
    public Range storageGib(BigDecimal gib) {
        return figure("ssd storage power").times(gigabytes(gib).movePointLeft(3));
    }

    /// So many GiB moved: kilowatt-hours, not watts.
    public Range trafficGib(BigDecimal gib) {
        return figure("network energy").times(gigabytes(gib));
    }

    /// One vCPU of a provider whose load nobody measured: the mean over its processor families.
    public synchronized Optional<Range> vcpu(String provider) {
        return Objects.requireNonNull(perVcpu.computeIfAbsent(provider, this::meanVcpu));
    }

    /// The value and range of a constant.
    Range figure(String name) {
        return Objects.requireNonNull(figures.get(name), name).range();
    }

    private Optional<Range> meanVcpu(String provider) {
        List<CpuPower> families = catalog.energy().cpuPower().stream()
                .filter(power -> power.provider().equals(provider))
                .toList();
        if (families.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal idle = mean(families.stream().map(CpuPower::idleWattsPerVcpu).toList());
        BigDecimal full = mean(families.stream().map(CpuPower::fullWattsPerVcpu).toList());
        Range load = figure("processor load");
        return Optional.of(new Range(
                between(idle, full, load.low()), between(idle, full, load.value()), between(idle, full, load.high())));
    }

    private static Optional<Range> rated(Gpu gpu, Range share) {
        BigDecimal watts = gpu.thermalDesignWatts();
        return watts == null ? Optional.empty() : Optional.of(share.times(watts));
    }

    private static BigDecimal between(BigDecimal idle, BigDecimal full, BigDecimal load) {
        return idle.add(full.subtract(idle).multiply(load));
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        return values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), SCALE, RoundingMode.HALF_EVEN);
    }

    // 1024^3 bytes over 10^9
    private static BigDecimal gigabytes(BigDecimal gib) {
        return gib.multiply(new BigDecimal("1.073741824"));
    }
}
