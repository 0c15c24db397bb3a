package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.GridIntensity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Region;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Estimates the energy of machines before they run, by the [PowerModel] that also stands in where nothing was
/// metered.
///
/// GPUs draw between idle and what training was measured to draw, by the load; processors, memory and the rest of
/// the host come with them; the building adds its overhead (PUE). Disks and network are left out: nobody said how
/// much of them there is. Thread-safe.
public final class EnergyModel {

    private static final int SCALE = 9;

    private final Catalog catalog;
    private final PowerModel power;

    public EnergyModel(Catalog catalog) {
        this.catalog = catalog;
        this.power = new PowerModel(catalog);
    }

    /// The energy of so many machines in a region for so many hours at a load.
    public EnergyEstimate estimate(Machine machine, String region, BigDecimal machines, BigDecimal hours, Share load) {
        List<String> missing = new ArrayList<>();
        BigDecimal machineHours = machines.multiply(hours);
        Optional<Gpu> gpu = gpu(machine, missing);
        List<Drawn> drawn = new ArrayList<>();
        gpu.ifPresent(each -> drawn.addAll(gpus(machine, each, load)));
        drawn.addAll(host(machine, missing));
        Optional<Region> place = catalog.region(machine.provider(), region);
        BigDecimal overhead = place.map(found -> overhead(found, missing)).orElse(BigDecimal.ONE);
        List<EnergyEstimate.Part> parts = new ArrayList<>();
        Range watts = Range.NOTHING;
        for (Drawn each : drawn) {
            parts.add(new EnergyEstimate.Part(each.name(), energy(each.watts().value(), machineHours), each.basis()));
            watts = watts.plus(each.watts());
        }
        place.map(Region::pue)
                .ifPresent(pue -> parts.add(new EnergyEstimate.Part(
                        "building overhead",
                        total(parts).times(pue.subtract(BigDecimal.ONE)),
                        "PUE " + Decimals.text(pue) + " (" + place.orElseThrow().pueSource() + ")")));
        if (gpu.isEmpty()) {
            return new EnergyEstimate(parts, null, null, null, null, null, null, null, missing);
        }
        KilowattHours least = energy(watts.low(), machineHours).times(overhead);
        KilowattHours most = energy(watts.high(), machineHours).times(overhead);
        List<BigDecimal> figures = place.map(Region::intensities).orElse(List.of()).stream()
                .map(GridIntensity::gramsCo2ePerKilowattHour)
                .sorted(Comparator.naturalOrder())
                .toList();
        Optional<GridIntensity> grid = place.flatMap(Region::intensity);
        if (grid.isEmpty()) {
            missing.add("the grid intensity of " + machine.provider() + " " + region
                    + " is not known, so emissions are not either");
        }
        KilowattHours energy = total(parts);
        return new EnergyEstimate(
                parts,
                energy,
                least,
                most,
                grid.map(figure -> grams(energy, figure.gramsCo2ePerKilowattHour()))
                        .orElse(null),
                figures.isEmpty() ? null : grams(least, figures.getFirst()),
                figures.isEmpty() ? null : grams(most, figures.getLast()),
                grid.map(figure -> Decimals.text(figure.gramsCo2ePerKilowattHour()) + " gCO2e/kWh: " + figure.basis())
                        .orElse(null),
                missing);
    }

    /// What one part of a machine draws, and by which figures.
    private record Drawn(String name, Range watts, String basis) {}

    private Optional<Gpu> gpu(Machine machine, List<String> missing) {
        String model = machine.gpuModel();
        Optional<Gpu> gpu = model == null ? Optional.empty() : catalog.gpu(model);
        if (gpu.isEmpty() || gpu.get().thermalDesignWatts() == null || machine.gpuCount() == null) {
            missing.add(
                    "the rated power of the GPUs of " + machine.instanceType() + " is not known, so its energy is not");
            return Optional.empty();
        }
        return gpu;
    }

    private List<Drawn> gpus(Machine machine, Gpu gpu, Share load) {
        BigDecimal count = Optional.ofNullable(machine.gpuCount()).orElse(BigDecimal.ZERO);
        BigDecimal rated = Optional.ofNullable(gpu.thermalDesignWatts()).orElse(BigDecimal.ZERO);
        Range each = power.gpu(gpu, load).orElse(Range.NOTHING);
        return List.of(
                new Drawn(
                        "GPUs",
                        each.times(count),
                        Decimals.text(count) + " x " + gpu.model() + " at load " + load + ", " + shown(each)
                                + " W each, rated " + Decimals.text(rated) + " W ("
                                + gpu.basis().source() + ")"),
                new Drawn(
                        "rest of the host",
                        power.overhead(gpu).orElse(Range.NOTHING).times(count),
                        "fans, network cards and switches, a part of the rated power of the GPUs (power model)"));
    }

    private List<Drawn> host(Machine machine, List<String> missing) {
        List<Drawn> parts = new ArrayList<>();
        power.processors(machine)
                .ifPresentOrElse(
                        watts -> parts.add(new Drawn(
                                "processors",
                                watts,
                                machine.vcpus() + " vCPUs at half load, mean of the processor families of "
                                        + machine.provider() + " (cloud-carbon-coefficients)")),
                        () -> missing.add("the power of the processors of " + machine.instanceType()
                                + " is not known and left out"));
        power.memory(machine)
                .ifPresentOrElse(
                        watts -> parts.add(new Drawn(
                                "memory", watts, machine.memoryGib() + " GiB (Cloud Carbon Footprint methodology)")),
                        () -> missing.add("the memory of " + machine.instanceType() + " is not known and left out"));
        return parts;
    }

    private static BigDecimal overhead(Region region, List<String> missing) {
        BigDecimal pue = region.pue();
        if (pue == null) {
            missing.add("the building overhead (PUE) of " + region.provider() + " is not known and left out");
            return BigDecimal.ONE;
        }
        return pue;
    }

    private static KilowattHours total(List<EnergyEstimate.Part> parts) {
        return parts.stream().map(EnergyEstimate.Part::energy).reduce(KilowattHours.NONE, KilowattHours::plus);
    }

    private static KilowattHours energy(BigDecimal watts, BigDecimal hours) {
        return new KilowattHours(KilowattHours.ofWatts(watts, hours).value().setScale(SCALE, RoundingMode.HALF_EVEN));
    }

    private static GramsCo2e grams(KilowattHours energy, BigDecimal gramsPerKilowattHour) {
        return energy.at(gramsPerKilowattHour);
    }

    private static String shown(Range watts) {
        return watts.value().setScale(0, RoundingMode.HALF_EVEN) + " ("
                + watts.low().setScale(0, RoundingMode.DOWN) + " to "
                + watts.high().setScale(0, RoundingMode.UP) + ")";
    }
}
