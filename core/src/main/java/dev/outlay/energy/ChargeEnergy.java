package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.units.Decimals;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The energy of one charge before the building's overhead: metered where it was, else by the power model. What is
/// not known is counted in the footprint and left out. Not thread-safe.
final class ChargeEnergy {

    private static final int SCALE = 18;

    private final Catalog catalog;
    private final PowerModel power;
    private final MeteredMachines metered;
    private final Map<String, Optional<Machine>> machines = new HashMap<>();
    private final Map<String, Optional<Gpu>> gpus = new HashMap<>();

    ChargeEnergy(Catalog catalog, PowerModel power, MeteredMachines metered) {
        this.catalog = catalog;
        this.power = power;
        this.metered = metered;
    }

    /// Energy in kWh, and how much of it a meter read. `negative` for a charge that takes another back; the amounts
    /// are then those that are taken.
    record Drawn(Range energy, BigDecimal read, boolean negative) {

        static final Drawn NOTHING = new Drawn(Range.NOTHING, BigDecimal.ZERO, false);
    }

    Drawn of(Charge charge, Footprint sum) {
        BigDecimal gpuSeconds = charge.use().gpuSeconds();
        BigDecimal known = charge.use().energyKwh();
        if (gpuSeconds != null && gpuSeconds.signum() != 0) {
            return ofGpus(charge, gpuSeconds, known, sum);
        }
        if (known != null) {
            return new Drawn(
                    Range.exactly(known.abs()),
                    charge.use().measured() ? known.abs() : BigDecimal.ZERO,
                    known.signum() < 0);
        }
        return metered.holds(charge) ? Drawn.NOTHING : ofParts(charge);
    }

    /// Whether a charge is the line of a bill that nobody metered, so that nothing tells its energy.
    static boolean saysNothing(Charge charge) {
        return charge.status() == ChargeStatus.BILLED
                && charge.use().gpuSeconds() == null
                && charge.use().energyKwh() == null
                && "Compute".equals(charge.product().serviceCategory());
    }

    Optional<Machine> machine(Charge charge) {
        String provider = charge.place().provider();
        String type = charge.product().skuId();
        return provider == null || type == null
                ? Optional.empty()
                : Objects.requireNonNull(machines.computeIfAbsent(
                        provider + "/" + type,
                        _ -> catalog.find(provider, type).stream()
                                .map(Offer::machine)
                                .findFirst()));
    }

    private Drawn ofGpus(Charge charge, BigDecimal gpuSeconds, @Nullable BigDecimal known, Footprint sum) {
        boolean negative = gpuSeconds.signum() < 0;
        BigDecimal seconds = gpuSeconds.abs();
        sum.add(Amount.GPU_SECONDS, gpuSeconds);
        boolean whole = metered.holds(charge);
        if (known != null && charge.use().measured()) {
            Range energy = Range.exactly(known.abs());
            return new Drawn(
                    whole ? energy : energy.plus(host(charge, gpuSeconds, sum)), known.abs(), known.signum() < 0);
        }
        if (whole) {
            sum.add(Amount.GPU_SECONDS_WITH_THE_MACHINE, gpuSeconds);
            return Drawn.NOTHING;
        }
        Optional<Range> watts = gpu(charge).flatMap(gpu -> watts(charge, gpu, known, gpuSeconds, sum));
        if (watts.isEmpty()) {
            sum.add(Amount.GPU_SECONDS_WITHOUT_POWER, gpuSeconds);
            return Drawn.NOTHING;
        }
        return new Drawn(
                watts.get().kilowattHours(seconds).plus(host(charge, gpuSeconds, sum)), BigDecimal.ZERO, negative);
    }

    private Optional<Range> watts(
            Charge charge, Gpu gpu, @Nullable BigDecimal known, BigDecimal gpuSeconds, Footprint sum) {
        BigDecimal rated = gpu.thermalDesignWatts();
        if (rated != null && known != null) {
            // a charge keeps rated power times measured utilization, so the utilization is their ratio
            BigDecimal whole = Decimals.hours(rated.multiply(gpuSeconds.abs()).movePointLeft(3));
            return power.gpu(
                    gpu,
                    new Share(
                            whole.signum() == 0
                                    ? BigDecimal.ZERO
                                    : known.abs()
                                            .divide(whole, SCALE, RoundingMode.HALF_EVEN)
                                            .min(BigDecimal.ONE)));
        }
        if (charge.use().idle()) {
            return power.idleGpu(gpu);
        }
        if (rated != null) {
            sum.add(Amount.GPU_SECONDS_OF_UNKNOWN_LOAD, gpuSeconds);
        }
        return power.gpuOfUnknownLoad(gpu);
    }

    private Range host(Charge charge, BigDecimal gpuSeconds, Footprint sum) {
        Optional<Range> host = machine(charge).flatMap(power::hostPerGpu);
        if (host.isEmpty()) {
            sum.add(Amount.GPU_SECONDS_WITHOUT_HOST, gpuSeconds);
            host = gpu(charge).flatMap(power::overhead);
        }
        return host.map(watts -> watts.kilowattHours(gpuSeconds.abs())).orElse(Range.NOTHING);
    }

    private Optional<Gpu> gpu(Charge charge) {
        String model = charge.use().gpuModel();
        return model == null ? Optional.empty() : Objects.requireNonNull(gpus.computeIfAbsent(model, catalog::gpu));
    }

    // processors and memory of machines with GPUs are in the host that comes with each GPU
    private Drawn ofParts(Charge charge) {
        BigDecimal quantity = charge.terms().consumedQuantity();
        String type = charge.product().resourceType();
        if (quantity == null || type == null || !charge.origin().id().startsWith("rated/")) {
            return Drawn.NOTHING;
        }
        boolean hosted = machine(charge).map(Machine::gpuCount).isPresent();
        BigDecimal seconds = charge.period().seconds();
        Range energy = switch (type) {
            case "cpu" -> hosted ? Range.NOTHING : vcpus(charge, quantity, seconds);
            case "memory" -> hosted ? Range.NOTHING : power.memoryGib(quantity).kilowattHours(seconds);
            case "storage" -> power.storageGib(quantity).kilowattHours(seconds);
            case "network" ->
                metered.trafficSeconds(charge)
                        .map(all ->
                                power.trafficGib(quantity.multiply(seconds).divide(all, SCALE, RoundingMode.HALF_EVEN)))
                        .orElse(Range.NOTHING);
            default -> Range.NOTHING;
        };
        return new Drawn(energy, BigDecimal.ZERO, charge.origin().id().endsWith("-reversal"));
    }

    private Range vcpus(Charge charge, BigDecimal count, BigDecimal seconds) {
        String provider = charge.place().provider();
        return provider == null
                ? Range.NOTHING
                : power.vcpu(provider)
                        .map(watts -> watts.times(count).kilowattHours(seconds))
                        .orElse(Range.NOTHING);
    }
}
