package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.CpuPower;
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
import java.util.function.Function;

/// Estimates the energy of machines before they run, from rated figures of the catalog.
///
/// GPUs draw their rated power (TDP) times the load, an upper bound for a load of 1; vCPUs draw between the idle
/// and full-load watts per vCPU of the provider's processors (the mean over its processor families, from the
/// coefficients of the Cloud Carbon Footprint project), by the same load; the building adds its overhead (PUE).
/// Memory, disks and network are left out: the constants at hand are not verified. Stateless and thread-safe.
public final class EnergyModel {

    private static final int SCALE = 9;

    private final Catalog catalog;

    public EnergyModel(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The energy of so many machines in a region for so many hours at a load.
    public EnergyEstimate estimate(Machine machine, String region, BigDecimal machines, BigDecimal hours, Share load) {
        List<EnergyEstimate.Part> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        BigDecimal machineHours = machines.multiply(hours);
        boolean gpusKnown = addGpus(machine, machineHours, load, parts, missing);
        addCpus(machine, machineHours, load, parts, missing);
        Optional<Region> place = catalog.region(machine.provider(), region);
        place.ifPresent(found -> addOverhead(found, parts, missing));
        if (!gpusKnown) {
            return new EnergyEstimate(parts, null, null, null, null, null, missing);
        }
        KilowattHours energy = total(parts);
        List<GridIntensity> figures = place.map(Region::intensities).orElse(List.of());
        Optional<GridIntensity> grid = place.flatMap(Region::intensity);
        if (grid.isEmpty()) {
            missing.add("the grid intensity of " + machine.provider() + " " + region
                    + " is not known, so emissions are not either");
        }
        return new EnergyEstimate(
                parts,
                energy,
                grid.map(figure -> grams(energy, figure)).orElse(null),
                figures.stream()
                        .map(figure -> grams(energy, figure))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                figures.stream()
                        .map(figure -> grams(energy, figure))
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                grid.map(figure -> Decimals.text(figure.gramsCo2ePerKilowattHour()) + " gCO2e/kWh: " + figure.basis())
                        .orElse(null),
                missing);
    }

    private boolean addGpus(
            Machine machine,
            BigDecimal machineHours,
            Share load,
            List<EnergyEstimate.Part> parts,
            List<String> missing) {
        String model = machine.gpuModel();
        BigDecimal count = machine.gpuCount();
        Optional<Gpu> gpu = model == null ? Optional.empty() : catalog.gpu(model);
        BigDecimal watts = gpu.map(Gpu::thermalDesignWatts).orElse(null);
        if (watts == null || count == null) {
            missing.add(
                    "the rated power of the GPUs of " + machine.instanceType() + " is not known, so its energy is not");
            return false;
        }
        parts.add(new EnergyEstimate.Part(
                "GPUs",
                energy(watts.multiply(count).multiply(load.value()), machineHours),
                Decimals.text(count) + " x " + model + " at rated power " + Decimals.text(watts) + " W x load " + load
                        + " (" + gpu.orElseThrow().basis().source() + ")"));
        return true;
    }

    private void addCpus(
            Machine machine,
            BigDecimal machineHours,
            Share load,
            List<EnergyEstimate.Part> parts,
            List<String> missing) {
        List<CpuPower> processors = catalog.energy().cpuPower().stream()
                .filter(power -> power.provider().equals(machine.provider()))
                .toList();
        BigDecimal vcpus = machine.vcpus();
        if (vcpus == null || processors.isEmpty()) {
            missing.add("the power of the processors of " + machine.instanceType() + " is not known and left out");
            return;
        }
        BigDecimal idle = mean(processors, CpuPower::idleWattsPerVcpu);
        BigDecimal full = mean(processors, CpuPower::fullWattsPerVcpu);
        BigDecimal watts = idle.add(full.subtract(idle).multiply(load.value()));
        parts.add(new EnergyEstimate.Part(
                "processors",
                energy(watts.multiply(vcpus), machineHours),
                Decimals.text(vcpus) + " vCPUs at " + watts.setScale(2, RoundingMode.HALF_EVEN)
                        + " W, mean of " + processors.size() + " processor families of " + machine.provider() + " ("
                        + processors.getFirst().basis().source() + ")"));
    }

    private static void addOverhead(Region region, List<EnergyEstimate.Part> parts, List<String> missing) {
        BigDecimal pue = region.pue();
        if (pue == null) {
            missing.add("the building overhead (PUE) of " + region.provider() + " is not known and left out");
            return;
        }
        parts.add(new EnergyEstimate.Part(
                "building overhead",
                total(parts).times(pue.subtract(BigDecimal.ONE)),
                "PUE " + Decimals.text(pue) + " (" + region.pueSource() + ")"));
    }

    private static KilowattHours total(List<EnergyEstimate.Part> parts) {
        return parts.stream().map(EnergyEstimate.Part::energy).reduce(KilowattHours.NONE, KilowattHours::plus);
    }

    private static KilowattHours energy(BigDecimal watts, BigDecimal hours) {
        return new KilowattHours(KilowattHours.ofWatts(watts, hours).value().setScale(SCALE, RoundingMode.HALF_EVEN));
    }

    private static GramsCo2e grams(KilowattHours energy, GridIntensity figure) {
        return energy.at(figure.gramsCo2ePerKilowattHour());
    }

    private static BigDecimal mean(List<CpuPower> processors, Function<CpuPower, BigDecimal> watts) {
        return processors.stream()
                .map(watts)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(processors.size()), SCALE, RoundingMode.HALF_EVEN);
    }
}
