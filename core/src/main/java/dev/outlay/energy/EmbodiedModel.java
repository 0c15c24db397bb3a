package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Embodied;
import dev.outlay.catalog.Machine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What making the hardware emitted, spread over its life and over its GPUs.
///
/// `embodied x time used / lifetime x share of the host`. A described instance type takes the figure of its
/// physical host, shared by vCPUs; a described GPU takes its own; any other machine is a sum of parts, of which the
/// server itself is shared by GPUs. Every figure is an estimate of its source. Not thread-safe.
public final class EmbodiedModel {

    /// What hardware is taken to live, as the method behind most figures has it.
    public static final int LIFETIME_YEARS = 4;

    private static final int SCALE = 18;
    private static final int BASE_MEMORY_GB = 16;
    private static final BigDecimal GRAMS = BigDecimal.valueOf(1000);

    private final Catalog catalog;
    private final PowerModel power;
    private final BigDecimal lifetimeSeconds;
    private final Map<String, Optional<PerGpu>> known = new HashMap<>();

    /// Hardware that lives so many years.
    public EmbodiedModel(Catalog catalog, PowerModel power, BigDecimal lifetimeYears) {
        this.catalog = catalog;
        this.power = power;
        if (lifetimeYears.signum() <= 0) {
            throw new IllegalArgumentException("hardware lives longer than no time: " + lifetimeYears + " years");
        }
        this.lifetimeSeconds =
                lifetimeYears.multiply(power.figure("hours per year").value()).multiply(BigDecimal.valueOf(3600));
    }

    /// What one GPU of a machine and its part of the host took to make, in grams of CO2 equivalent, and by which
    /// figure.
    public record PerGpu(BigDecimal grams, String basis) {}

    /// The share of one GPU-second; empty where nothing is known of the hardware.
    public Optional<BigDecimal> gramsPerGpuSecond(Optional<Machine> machine, Optional<String> gpuModel) {
        return perGpu(machine, gpuModel)
                .map(each -> each.grams().divide(lifetimeSeconds, SCALE, RoundingMode.HALF_EVEN));
    }

    /// What one GPU and its part of the host took to make; empty where nothing is known of the hardware.
    public Optional<PerGpu> perGpu(Optional<Machine> machine, Optional<String> gpuModel) {
        String key =
                machine.map(each -> each.provider() + "/" + each.instanceType()).orElse("") + "/" + gpuModel.orElse("");
        return Objects.requireNonNull(known.computeIfAbsent(
                key,
                _ -> machine.flatMap(this::host)
                        .or(() -> described(gpuModel))
                        .or(() -> machine.flatMap(this::parts))
                        .or(() -> gpuModel.flatMap(catalog::gpu).map(_ -> gpuAndServer()))));
    }

    private Optional<PerGpu> host(Machine machine) {
        Optional<Embodied> row = row("host of instance type", machine.provider() + ":" + machine.instanceType());
        BigDecimal vcpus = machine.vcpus();
        BigDecimal gpus = machine.gpuCount();
        if (row.isEmpty() || vcpus == null || gpus == null) {
            return Optional.empty();
        }
        Embodied host = row.get();
        // machines of one family with one figure are parts of one host, and the largest of them is all of it
        BigDecimal hostVcpus = siblings(machine, host).stream().reduce(vcpus, BigDecimal::max);
        return Optional.of(new PerGpu(
                host.value()
                        .multiply(GRAMS)
                        .multiply(vcpus)
                        .divide(hostVcpus.multiply(gpus), SCALE, RoundingMode.HALF_EVEN),
                "host of " + machine.instanceType() + ", " + host.basis().source()));
    }

    private List<BigDecimal> siblings(Machine machine, Embodied host) {
        String family = family(host.item());
        return catalog.energy().embodied().stream()
                .filter(other -> other.scope().equals(host.scope())
                        && family(other.item()).equals(family)
                        && other.value().compareTo(host.value()) == 0)
                .flatMap(other ->
                        catalog
                                .find(
                                        machine.provider(),
                                        other.item().substring(other.item().indexOf(':') + 1))
                                .stream())
                .flatMap(offer -> Optional.ofNullable(offer.machine().vcpus()).stream())
                .toList();
    }

    private static String family(String item) {
        int dot = item.indexOf('.');
        return dot < 0 ? item : item.substring(0, dot);
    }

    private Optional<PerGpu> described(Optional<String> gpuModel) {
        return gpuModel.filter(model -> model.startsWith("A100"))
                .flatMap(_ -> row("gpu", "A100 including one eighth of its host"))
                .map(row -> new PerGpu(
                        row.value().multiply(GRAMS),
                        row.item() + ", " + row.basis().source()));
    }

    private Optional<PerGpu> parts(Machine machine) {
        BigDecimal gpus = machine.gpuCount();
        BigDecimal memory = machine.memoryGib();
        if (gpus == null) {
            return Optional.empty();
        }
        PerGpu gpu = gpuAndServer();
        BigDecimal extra = memory == null
                ? BigDecimal.ZERO
                : memory.subtract(BigDecimal.valueOf(BASE_MEMORY_GB)).max(BigDecimal.ZERO);
        return Optional.of(new PerGpu(
                gpu.grams()
                        .add(value("component", "memory above 16 GB")
                                .multiply(extra)
                                .multiply(GRAMS)
                                .divide(gpus, SCALE, RoundingMode.HALF_EVEN)),
                gpu.basis() + (memory == null ? ", without memory, whose size is not known" : " and memory")));
    }

    private PerGpu gpuAndServer() {
        BigDecimal server = value("server", "baseline rack server without extras")
                .divide(power.figure("gpus per host").value(), SCALE, RoundingMode.HALF_EVEN);
        return new PerGpu(
                value("component", "GPU (any)").add(server).multiply(GRAMS),
                "sum of parts: a GPU, an eighth of a server, by constants of cloud-carbon-coefficients");
    }

    private BigDecimal value(String scope, String item) {
        return row(scope, item)
                .orElseThrow(() -> new IllegalStateException("no embodied figure " + item))
                .value();
    }

    private Optional<Embodied> row(String scope, String item) {
        return catalog.energy().embodied().stream()
                .filter(row -> row.scope().equals(scope) && row.item().equals(item))
                .findFirst();
    }
}
