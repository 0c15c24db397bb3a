package dev.outlay.report;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.energy.EnergyEstimate;
import dev.outlay.estimate.Estimate;
import dev.outlay.estimate.Estimator;
import dev.outlay.estimate.Work;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The same work on every offer, cheapest first.
final class CompareReport implements Report {

    private static final int SHOWN = 20;
    private static final Parameter MAX_COST =
            Parameter.one("max-cost", "100", "Only offers that cost at most so much for the whole work");
    private static final Parameter NODES = Parameter.one("nodes", "2", "How many machines (default: 1)");
    private static final Parameter LIMIT =
            Parameter.one("limit", "50", "How many offers to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String description() {
        return "The same hours on every offer of every provider, cheapest first, with energy and carbon.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(OfferParameters.ALL);
        all.addAll(List.of(WorkParameters.HOURS, NODES, MAX_COST, LIMIT));
        all.addAll(WorkParameters.OPTIONAL);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "compare --gpu-count 1 --hours 10    # one GPU of any kind for ten hours",
                "compare --gpu A100 --gpu-count 8 --region-like europe --capacity spot --hours 24    # spot A100s in Europe",
                "compare --gpu H100 --hours 100 --max-cost 300    # what 300 USD buy");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Work work = WorkParameters.of(parameters, WorkParameters.machines(parameters, NODES.name()));
        Money maximum = parameters
                .one(MAX_COST.name(), Texts::positive)
                .map(amount -> new Money("USD", amount))
                .orElse(null);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        Estimator.Ranking ranking = rank(parameters, desk, work, maximum, limit);
        if (ranking.found() == 0) {
            throw nothing(parameters, ranking, maximum);
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Estimate estimate : ranking.estimates()) {
            rows.add(row(rows.size() + 1, estimate));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("hours", Decimals.text(work.hours()));
        heading.put("machines", Decimals.text(work.machines()));
        heading.put("capacity_type", work.capacityType().text());
        heading.put("currency", "USD");
        heading.put("offers", Integer.toString(ranking.found()));
        heading.put("shown", Integer.toString(rows.size()));
        return Table.of(name(), heading, columns(), rows, notes(ranking));
    }

    private static Estimator.Ranking rank(
            Parameters parameters, Desk desk, Work work, @Nullable Money maximum, int limit) {
        try {
            return desk.estimator(parameters)
                    .compare(OfferParameters.query(parameters, capacity(work)), work, maximum, limit);
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    private static Capacity capacity(Work work) {
        return switch (work.capacityType()) {
            case ON_DEMAND -> Capacity.ON_DEMAND;
            case SPOT -> Capacity.SPOT;
            case RESERVED -> Capacity.RESERVED;
            case OWNED ->
                throw new CallersMistake("owned machines have no offers to compare: use on-demand, spot or reserved");
        };
    }

    private static CallersMistake nothing(Parameters parameters, Estimator.Ranking ranking, @Nullable Money maximum) {
        String asked = OfferParameters.asked(parameters);
        return maximum != null && ranking.lowest() != null
                ? new CallersMistake("no offer costs at most " + maximum + " for " + asked + "; the cheapest costs "
                        + ranking.lowest())
                : new CallersMistake("no offer with a known price matches " + asked
                        + ". Leave a condition out, try --region-like with a wider place or another --capacity, or see"
                        + " outlay prices list");
    }

    private static List<Column> columns() {
        return List.of(
                Column.decimal("rank", null),
                Column.text("provider"),
                Column.text("instance_type"),
                Column.text("region"),
                Column.text("gpu_model"),
                Column.decimal("gpus", null),
                Column.decimal("cost", "USD"),
                Column.decimal("per_machine_hour", "USD"),
                Column.decimal("energy_kwh", "kWh"),
                Column.decimal("carbon_kg", "kgCO2e"),
                Column.text("tier"),
                Column.text("price_date"),
                Column.text("confidence"),
                Column.text("source"));
    }

    private static List<@Nullable String> row(int rank, Estimate estimate) {
        Machine machine = estimate.machine();
        EnergyEstimate energy = estimate.energy();
        List<@Nullable String> row = new ArrayList<>();
        row.add(Integer.toString(rank));
        row.add(machine.provider());
        row.add(machine.instanceType());
        row.add(estimate.region());
        row.add(machine.gpuModel());
        row.add(Texts.decimalOrNull(machine.gpuCount()));
        row.add(Texts.moneyOrNull(estimate.total().orElse(null)));
        row.add(Texts.moneyOrNull(Optional.ofNullable(estimate.compute().cost())
                .map(cost -> cost.dividedBy(estimate.work().machineHours()))
                .orElse(null)));
        row.add(energy.energy() == null ? null : Decimals.text(energy.energy().value()));
        row.add(
                energy.emissions() == null
                        ? null
                        : Decimals.text(energy.emissions().kilograms()));
        row.add(estimate.tier());
        row.add(estimate.compute().date());
        row.add(estimate.compute().confidence());
        row.add(estimate.compute().source());
        return row;
    }

    private static List<String> notes(Estimator.Ranking ranking) {
        List<String> notes = new ArrayList<>();
        int hidden = ranking.found() - ranking.estimates().size();
        if (hidden > 0) {
            notes.add(hidden + " more offers cost more: see them with --limit");
        }
        if (ranking.tooExpensive() > 0) {
            notes.add(ranking.tooExpensive() + " offers cost more than the maximum");
        }
        if (ranking.unpriced() > 0) {
            notes.add(ranking.unpriced() + " offers are left out because a part of their cost is not known");
        }
        notes.add(
                "list prices without tax; marketplace and spot prices move by the hour; energy as training was measured to"
                        + " draw");
        return notes;
    }
}
