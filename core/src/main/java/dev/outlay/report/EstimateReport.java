package dev.outlay.report;

import dev.outlay.catalog.Machine;
import dev.outlay.energy.EnergyEstimate;
import dev.outlay.estimate.Estimate;
import dev.outlay.estimate.Estimator;
import dev.outlay.estimate.Line;
import dev.outlay.estimate.Work;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What work would cost on one instance type: the breakdown, every way to buy it, energy and carbon.
final class EstimateReport implements Report {

    private static final Parameter PROVIDER = Parameter.one("provider", "aws", "Whose machine");
    private static final Parameter INSTANCE = Parameter.one("instance", "p3.2xlarge", "Which instance type");
    private static final Parameter REGION =
            Parameter.one("region", "us-east-1", "Where (default: where it is cheapest)");
    private static final Parameter COUNT = Parameter.one("count", "4", "How many machines (default: 1)");

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public String description() {
        return "What hours on an instance type would cost, part by part, with energy and carbon.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(PROVIDER, INSTANCE, REGION, WorkParameters.HOURS, COUNT));
        all.addAll(WorkParameters.OPTIONAL);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "estimate --provider aws --instance p3.2xlarge --region us-east-1 --hours 10    # ten hours on a V100",
                "estimate --provider gcp --instance a2-highgpu-8g --hours 72 --count 4 --capacity spot    # four nodes on spot",
                "estimate --provider aws --instance g5.xlarge --hours 100 --storage-gib 500 --egress-gib 50    # with data");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String provider = parameters.required(PROVIDER);
        String instance = parameters.required(INSTANCE);
        Work work = WorkParameters.of(parameters, WorkParameters.machines(parameters, COUNT.name()));
        Estimator estimator = desk.estimator(parameters);
        String region = parameters.text(REGION.name()).orElse(null);
        Estimate estimate = estimator.estimate(provider, instance, region, work);
        List<String> notes = notes(estimate, estimator);
        if (region == null) {
            notes.addFirst("no region was asked for: " + estimate.region() + " is where it is cheapest");
        }
        return new Table(
                name(),
                heading(estimate),
                List.of(
                        Column.text("item"),
                        Column.text("reckoning"),
                        Column.decimal("cost", currency(estimate)),
                        Column.text("price_date"),
                        Column.text("confidence"),
                        Column.text("source")),
                estimate.lines().stream().map(EstimateReport::row).toList(),
                notes,
                List.of(ways(estimate), energy(estimate.energy())));
    }

    private static Map<String, @Nullable String> heading(Estimate estimate) {
        Machine machine = estimate.machine();
        Line compute = estimate.compute();
        EnergyEstimate energy = estimate.energy();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("total", Texts.moneyOrNull(estimate.total().orElse(null)));
        heading.put("currency", currency(estimate));
        heading.put("provider", machine.provider());
        heading.put("instance_type", machine.instanceType());
        heading.put("region", estimate.region());
        heading.put("capacity_type", estimate.work().capacityType().text());
        heading.put("machines", Decimals.text(estimate.work().machines()));
        heading.put("hours", Decimals.text(estimate.work().hours()));
        heading.put("gpu_model", machine.gpuModel());
        heading.put("gpus_per_machine", Texts.decimalOrNull(machine.gpuCount()));
        heading.put("price_date", compute.date());
        heading.put("confidence", compute.confidence());
        heading.put("source", compute.source());
        heading.put(
                "energy_kwh",
                energy.energy() == null ? null : Decimals.text(energy.energy().value()));
        heading.put(
                "energy_kwh_low",
                energy.leastEnergy() == null
                        ? null
                        : Decimals.text(energy.leastEnergy().value()));
        heading.put(
                "energy_kwh_high",
                energy.mostEnergy() == null
                        ? null
                        : Decimals.text(energy.mostEnergy().value()));
        heading.put(
                "carbon_kg",
                energy.emissions() == null
                        ? null
                        : Decimals.text(energy.emissions().kilograms()));
        heading.put(
                "carbon_kg_low",
                energy.lowest() == null ? null : Decimals.text(energy.lowest().kilograms()));
        heading.put(
                "carbon_kg_high",
                energy.highest() == null ? null : Decimals.text(energy.highest().kilograms()));
        heading.put("grid", energy.gridBasis());
        return heading;
    }

    private static List<String> notes(Estimate estimate, Estimator estimator) {
        List<String> notes = new ArrayList<>();
        estimate.lines().stream()
                .map(Line::missing)
                .forEach(missing -> Optional.ofNullable(missing).ifPresent(notes::add));
        if (estimate.total().isEmpty()) {
            notes.add("there is no total, because the lines that have a price are not the whole");
        }
        if (estimate.notes() != null) {
            notes.add(estimate.notes());
        }
        notes.addAll(estimate.energy().missing());
        notes.add(
                estimator.statesPrices()
                        ? "prices of your own come first, list prices of the catalog where there are none"
                        : "list prices of the catalog, without tax and discounts");
        notes.add(
                "energy is what training at the load asked for was measured to draw, and its range reaches to the rated"
                        + " power; the range of carbon is also that of all known grid figures for the place");
        return notes;
    }

    private static List<@Nullable String> row(Line line) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(line.item());
        row.add(line.reckoning());
        row.add(Texts.moneyOrNull(line.cost()));
        row.add(line.date());
        row.add(line.confidence());
        row.add(line.missing() == null ? line.source() : line.missing());
        return row;
    }

    private static Table ways(Estimate estimate) {
        BigDecimal hours = estimate.work().machineHours();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Estimate.Way way : estimate.ways()) {
            Line compute = way.compute();
            List<@Nullable String> row = new ArrayList<>();
            row.add(way.terms());
            row.add(
                    compute.cost() == null
                            ? null
                            : Texts.moneyOrNull(compute.cost().dividedBy(hours)));
            row.add(Texts.moneyOrNull(compute.cost()));
            row.add(compute.date());
            row.add(compute.confidence());
            row.add(compute.missing() == null ? compute.source() : compute.missing());
            rows.add(row);
        }
        return Table.of(
                "ways_to_buy",
                Map.of(),
                List.of(
                        Column.text("capacity"),
                        Column.decimal("per_machine_hour", currency(estimate)),
                        Column.decimal("cost", currency(estimate)),
                        Column.text("price_date"),
                        Column.text("confidence"),
                        Column.text("source")),
                rows,
                List.of());
    }

    private static Table energy(EnergyEstimate energy) {
        return Table.of(
                "energy",
                Map.of(),
                List.of(Column.text("part"), Column.decimal("energy_kwh", "kWh"), Column.text("basis")),
                energy.parts().stream()
                        .map(part -> List.<@Nullable String>of(
                                part.name(), Decimals.text(part.energy().value()), part.basis()))
                        .toList(),
                List.of());
    }

    private static @Nullable String currency(Estimate estimate) {
        return estimate.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.cost()).stream())
                .map(Money::currency)
                .findFirst()
                .orElse(null);
    }
}
