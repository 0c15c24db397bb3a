package dev.outlay.catalog;

import java.util.List;

/// What is needed to turn machines and places into energy and emissions, beside the GPUs' and the regions' own
/// figures.
///
/// Each table is read on first use. Immutable and thread-safe.
public final class EnergyTables {

    private final Lazy<List<CpuPower>> cpuPower = new Lazy<>(() -> DataFile.rows(
            "cpu-power",
            file -> new CpuPower(
                    file.text("provider"),
                    file.text("cpu_architecture"),
                    file.decimal("min_watts_per_vcpu"),
                    file.decimal("max_watts_per_vcpu"),
                    file.decimal("gb_memory_per_chip"),
                    file.basis("kind", null, "source"))));
    private final Lazy<List<Figure>> constants = new Lazy<>(() -> DataFile.rows(
            "energy-constants",
            file -> new Figure(
                    file.text("constant"),
                    file.decimal("value"),
                    file.text("unit"),
                    file.basis("confidence", null, "source"))));
    private final Lazy<List<Embodied>> embodied = new Lazy<>(() -> DataFile.rows(
            "embodied",
            file -> new Embodied(
                    file.text("scope"),
                    file.text("item"),
                    file.decimal("value"),
                    file.text("unit"),
                    file.optionalInteger("lifetime_years"),
                    file.basis("confidence", null, "source"),
                    file.optionalWords("notes"))));
    private final Lazy<List<Figure>> equivalences = new Lazy<>(() -> DataFile.rows(
            "equivalences",
            file -> new Figure(
                    file.text("what"),
                    file.decimal("value"),
                    file.text("unit"),
                    file.basis("confidence", null, "source"))));
    private final Lazy<List<Figure>> sources = new Lazy<>(() -> DataFile.rows(
            "energy-sources",
            file -> new Figure(
                    file.text("energy_source"),
                    file.decimal("gco2e_per_kwh"),
                    "gCO2e per kWh, " + file.text("basis"),
                    file.basis("kind", null, "source"))));
    private final Lazy<List<CountryGrid>> countries = new Lazy<>(() -> DataFile.rows(
            "countries",
            file -> new CountryGrid(
                    file.text("country_iso3"),
                    file.text("country"),
                    file.decimal("gco2e_per_kwh"),
                    file.optionalDecimal("low_carbon_share"),
                    file.optionalDecimal("renewables_share"),
                    file.basis("kind", "year", "source"))));
    private final Lazy<List<SubregionGrid>> subregions = new Lazy<>(() -> DataFile.rows(
            "subregions",
            file -> new SubregionGrid(
                    file.text("country_iso3"),
                    file.text("subregion"),
                    file.text("name"),
                    file.decimal("gco2e_per_kwh"),
                    file.basis("method", "year", "source"))));

    EnergyTables() {}

    public List<CpuPower> cpuPower() {
        return cpuPower.get();
    }

    /// Constants of memory, storage and network energy, none of them verified.
    public List<Figure> constants() {
        return constants.get();
    }

    public List<Embodied> embodied() {
        return embodied.get();
    }

    /// Everyday equivalents of emissions, and prices per tonne.
    public List<Figure> equivalences() {
        return equivalences.get();
    }

    /// Life-cycle factors by fuel.
    public List<Figure> energySources() {
        return sources.get();
    }

    public List<CountryGrid> countries() {
        return countries.get();
    }

    public List<SubregionGrid> subregions() {
        return subregions.get();
    }
}
