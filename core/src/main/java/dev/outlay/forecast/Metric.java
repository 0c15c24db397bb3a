package dev.outlay.forecast;

/// What is predicted of a run.
public enum Metric {
    /// Accelerator-hours of the whole run.
    ACCEL_HOURS("accel_hours", "accelerator-hours"),
    /// Work per second and accelerator, in the unit of the work.
    THROUGHPUT_PER_ACCEL("throughput_per_accel", "per second and accelerator"),
    /// Energy of the whole run in kWh.
    ENERGY_KWH("energy_kwh", "kWh");

    private final String text;
    private final String unit;

    Metric(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /// The name in files, such as `accel_hours`.
    public String text() {
        return text;
    }

    public String unit() {
        return unit;
    }
}
