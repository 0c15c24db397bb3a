package dev.outlay.forecast;

import org.jspecify.annotations.Nullable;

/// The mean power that an accelerator draws in training, for energy from hours.
///
/// GPUs: a share of the rated power; OLMo 2 reports measured GPU power (arXiv 2501.00656, section on environmental
/// impact) near it. With the rest of its machine a GPU draws a tenth more than its own rated power (330 W for the
/// V100 of 300 W), a TPU v2 or v3 chip what was measured for it, host included (Patterson et al., arXiv 2104.10350,
/// Table 4).
record EnergyUse(double watts, String basis) {

    // half of the 80 % interval of the mean power, as a logarithm
    static final double UNCERTAINTY = 0.1;
    private static final double MEASURED_SHARE = 0.93;
    private static final double MACHINE_SHARE = 1.1;

    /// Throws [IllegalArgumentException] where no power is known for the chip.
    static EnergyUse of(Chip chip, TrainingRun.EnergyScope scope) {
        Double rated = chip.watts();
        if (rated == null) {
            Double measured = measuredTpu(chip.gpu().model());
            if (measured == null) {
                throw new IllegalArgumentException(
                        "the rated power of " + chip.gpu().model() + " is not published, so its energy is not known");
            }
            return new EnergyUse(measured, "measured " + Math.round(measured) + " W a chip with its host");
        }
        if (scope.atRatedPower()) {
            return new EnergyUse(rated, "rated power " + Math.round(rated) + " W");
        }
        double share = scope.machines() ? MACHINE_SHARE : MEASURED_SHARE;
        return new EnergyUse(
                rated * share,
                Math.round(100 * share) + " % of the rated power of " + Math.round(rated) + " W"
                        + (scope.machines() ? ", whole machines" : ""));
    }

    /// kWh of so many accelerator-hours, the building's overhead included where it is to be.
    double kilowattHours(double hours, @Nullable Double pue) {
        return hours * watts / 1000 * (pue == null ? 1 : pue);
    }

    private static @Nullable Double measuredTpu(String model) {
        return switch (model) {
            case "TPU v2" -> 221.0;
            case "TPU v3" -> 288.0;
            default -> null;
        };
    }
}
