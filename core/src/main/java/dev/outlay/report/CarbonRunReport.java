package dev.outlay.report;

import dev.outlay.allocation.Progress;
import dev.outlay.allocation.RunHistory;
import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.energy.Footprints;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The carbon of one run, and its score by the Software Carbon Intensity specification of the Green Software
/// Foundation: `((E x I) + M) per R`.
final class CarbonRunReport implements Report {

    static final Parameter ID = Parameter.one("id", "train-llama", "The run");

    private static final int SCALE = 18;
    private static final Parameter PER = Parameter.one(
            "per",
            "1000000 tokens",
            "The unit of the score: run, or so many of a metric that the run reports (default: run)");

    @Override
    public String name() {
        return "carbon-run";
    }

    @Override
    public String description() {
        return "The energy and carbon of one run, and its score: ((E x I) + M) per functional unit.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                ID,
                PER,
                CarbonParameters.BASIS,
                CarbonParameters.MARKET_BASED,
                CarbonParameters.LIFETIME,
                CarbonParameters.OFFSET_PRICE);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "carbon run train-llama    # what one run drew and emitted, and its score",
                "report carbon-run --id train-llama --per \"1000000 tokens\"    # its score per million tokens");
    }

    /// The functional unit: its name, and how many of them the run made.
    private record Unit(String name, BigDecimal count) {}

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String id = parameters.required(ID);
        GridBasis basis = CarbonParameters.basis(parameters);
        RunHistory history = new RunLedger(desk.ledger()).histories().get(id);
        if (history == null) {
            throw new CallersMistake("no run is called '" + id + "': outlay report runs lists them");
        }
        Unit unit = parameters.one(PER.name(), text -> unit(text, history)).orElse(new Unit("run", BigDecimal.ONE));
        Footprint sum = new Footprints(desk.ledger(), desk.catalog(), basis, CarbonParameters.lifetime(parameters))
                .total(List.of(new Filter(Dimension.Named.RUN, Set.of(id))), Span.EVER);
        boolean whole = isWhole(sum);
        GramsCo2e emissions =
                CarbonTexts.knowsEmissions(sum) && sum.get(Amount.EMISSIONS).signum() >= 0
                        ? new GramsCo2e(sum.get(Amount.EMISSIONS))
                        : null;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("run", id);
        heading.put("sci", whole ? Decimals.text(per(all(sum, Amount.EMISSIONS), unit)) : null);
        heading.put("sci_low", whole ? Decimals.text(per(all(sum, Amount.LOWEST_EMISSIONS), unit)) : null);
        heading.put("sci_high", whole ? Decimals.text(per(all(sum, Amount.HIGHEST_EMISSIONS), unit)) : null);
        heading.put("unit", "gCO2e per " + unit.name());
        heading.put("basis", basis.text());
        List<String> notes = new ArrayList<>(CarbonTexts.notes(sum, basis));
        if (!whole) {
            notes.addFirst(
                    "there is no score: "
                            + (sum.charges() == 0
                                    ? "no charge names this run in the column run_id"
                                    : "a part of its energy, its grid or its hardware is not known, and the rest would pass for all"));
        }
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("part"),
                        Column.decimal("value", null),
                        Column.decimal("low", null),
                        Column.decimal("high", null),
                        Column.text("unit"),
                        Column.text("meaning")),
                rows(sum, unit, whole),
                notes,
                emissions == null
                        ? List.of()
                        : List.of(
                                CarbonParameters.equivalents(desk.catalog(), emissions),
                                CarbonParameters.offsets(parameters, desk.catalog(), emissions)));
    }

    private static boolean isWhole(Footprint sum) {
        return CarbonTexts.knowsEmissions(sum)
                && sum.get(Amount.ENERGY_WITHOUT_GRID).signum() == 0
                && sum.get(Amount.GPU_SECONDS_WITHOUT_POWER).signum() == 0
                && sum.get(Amount.GPU_SECONDS_WITH_THE_MACHINE).signum() == 0
                && sum.get(Amount.GPU_SECONDS_WITHOUT_EMBODIED).signum() == 0
                && sum.silentCharges() == 0;
    }

    private static List<List<@Nullable String>> rows(Footprint sum, Unit unit, boolean whole) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        boolean energy = CarbonTexts.knowsEnergy(sum);
        boolean carbon = CarbonTexts.knowsEmissions(sum);
        rows.add(row(
                "E",
                energy ? sum.get(Amount.ENERGY) : null,
                energy ? sum.get(Amount.LOWEST_ENERGY) : null,
                energy ? sum.get(Amount.HIGHEST_ENERGY) : null,
                "kWh",
                "energy with the building's overhead"));
        BigDecimal known = sum.get(Amount.ENERGY).subtract(sum.get(Amount.ENERGY_WITHOUT_GRID));
        rows.add(row(
                "I",
                carbon ? sum.get(Amount.EMISSIONS).divide(known, SCALE, RoundingMode.HALF_EVEN) : null,
                null,
                null,
                "gCO2e/kWh",
                "intensity of the grid, mean over the energy"));
        rows.add(row(
                "O",
                carbon ? sum.get(Amount.EMISSIONS) : null,
                carbon ? sum.get(Amount.LOWEST_EMISSIONS) : null,
                carbon ? sum.get(Amount.HIGHEST_EMISSIONS) : null,
                "gCO2e",
                "operational emissions, E x I"));
        boolean hardware = sum.get(Amount.GPU_SECONDS).compareTo(sum.get(Amount.GPU_SECONDS_WITHOUT_EMBODIED)) != 0;
        rows.add(row(
                "M",
                hardware ? sum.get(Amount.EMBODIED) : null,
                null,
                null,
                "gCO2e",
                "making the hardware x time used / lifetime x share of the host"));
        rows.add(row("R", unit.count(), null, null, unit.name(), "functional units made"));
        rows.add(row(
                "SCI",
                whole ? per(all(sum, Amount.EMISSIONS), unit) : null,
                whole ? per(all(sum, Amount.LOWEST_EMISSIONS), unit) : null,
                whole ? per(all(sum, Amount.HIGHEST_EMISSIONS), unit) : null,
                "gCO2e per " + unit.name(),
                "(O + M) / R"));
        return rows;
    }

    private static List<@Nullable String> row(
            String part,
            @Nullable BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String unit,
            String meaning) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(part);
        row.add(Texts.decimalOrNull(value));
        row.add(Texts.decimalOrNull(low));
        row.add(Texts.decimalOrNull(high));
        row.add(unit);
        row.add(meaning);
        return row;
    }

    private static BigDecimal all(Footprint sum, Amount operational) {
        return sum.get(operational).add(sum.get(Amount.EMBODIED));
    }

    private static BigDecimal per(BigDecimal grams, Unit unit) {
        return grams.divide(unit.count(), SCALE, RoundingMode.HALF_EVEN);
    }

    private static Unit unit(String text, RunHistory history) {
        if (text.strip().equals("run")) {
            return new Unit("run", BigDecimal.ONE);
        }
        String[] words = text.strip().split("\\s+", 2);
        boolean counted = words.length == 2;
        BigDecimal size = counted ? Texts.positive(words[0]) : BigDecimal.ONE;
        String metric = counted ? words[1] : text.strip();
        Optional<BigDecimal> made = Arrays.stream(Progress.values())
                .filter(progress -> progress.text().equalsIgnoreCase(metric))
                .findFirst()
                .flatMap(history::reached)
                .or(() -> history.metric(metric))
                .filter(value -> value.signum() > 0);
        if (made.isEmpty()) {
            Set<String> known = new TreeSet<>();
            history.attempts().forEach(attempt -> known.addAll(attempt.metrics().keySet()));
            throw new IllegalArgumentException("the run reports no " + metric + " above zero; it reports "
                    + (known.isEmpty() ? "nothing" : String.join(", ", known))
                    + ", or leave it out for the run itself");
        }
        return new Unit(
                counted ? Decimals.text(size) + " " + metric : metric,
                made.get().divide(size, SCALE, RoundingMode.HALF_EVEN));
    }
}
