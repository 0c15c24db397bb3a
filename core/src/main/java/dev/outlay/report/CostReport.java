package dev.outlay.report;

import dev.outlay.allocation.IdleMode;
import dev.outlay.allocation.Spread;
import dev.outlay.allocation.Spreading;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was spent, held, drawn or emitted, by any dimensions and over time.
final class CostReport implements Report {

    /// How a cost report is laid out.
    private enum Format {
        SUMMARY,
        DETAILED
    }

    private static final Parameter BY = Parameter.many(
            "by",
            "team,day",
            "Dimensions to group by (team, namespace, gpu-model, tag:KEY, ...) and at most one of hour, day, week, month");
    private static final Parameter MEASURE = Parameter.one(
            "measure",
            "billed",
            "What to sum: billed, effective, list, contracted, gpu-hours, energy, carbon (default: " + "effective)");
    private static final Parameter ROI = Parameter.flag(
            "roi", "What was saved against the same usage unshared, unscaled and at list prices, as in report savings");
    private static final Parameter IDLE = Parameter.one(
            "idle",
            "by-node",
            "What becomes of idle cost: separate, hide, by-node, by-cluster, by-entitlement (default: separate)");
    private static final Parameter SHARED = Parameter.one(
            "shared",
            "keep",
            "Whether shared cost is spread over owners as the allocation file says, or kept (default: spread)");
    private static final Parameter FORMAT =
            Parameter.one("format", "detailed", "summary, or detailed with every measure of each row");
    private static final Parameter LIMIT = Parameter.one(
            "limit",
            "10",
            "Show the largest rows and sum the others into one; over time, the largest of the whole span in each bucket");

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String description() {
        return "What was spent, held, drawn or emitted, by team, GPU model, day or any other dimension.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY, MEASURE));
        all.addAll(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(IDLE, SHARED, FORMAT, LIMIT, ROI, SavingsReport.INVESTMENT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "cost --by team,month    # what each team spent in each month",
                "cost --measure gpu-hours --by gpu-model --last 30d    # GPU-hours held in the last 30 days",
                "cost --roi --last 30d --investment \"1200 USD\"    # what was saved, and whether it pays",
                "cost --by team --idle by-node    # with the idle cost of each node at those who used it",
                "cost --by tag:qos --filter provider=aws --output csv    # by a tag, of one provider, for a spreadsheet");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        if (parameters.flag(ROI.name())) {
            for (Parameter other : List.of(BY, MEASURE, FORMAT, LIMIT)) {
                if (parameters.values().containsKey(other.name())) {
                    throw new CallersMistake(other.name() + " was given together with roi, which answers with the table"
                            + " of report savings: leave one of them out");
                }
            }
            return SavingsReport.table(parameters, desk);
        }
        if (parameters.text(SavingsReport.INVESTMENT.name()).isPresent()) {
            throw new CallersMistake("investment is what savings are compared with: give --roi too");
        }
        List<String> groups = parameters.many(BY.name(), text -> text);
        Grain grain = grain(groups);
        List<Dimension> by = parameters.many(BY.name(), text -> text).stream()
                .filter(name -> grainCalled(name).isEmpty())
                .map(CostReport::dimension)
                .toList();
        if (new HashSet<>(by).size() < by.size()) {
            throw new CallersMistake("by names a dimension twice: " + String.join(", ", groups));
        }
        Measure measure = parameters.one(MEASURE.name(), Measure::of).orElse(Measure.EFFECTIVE);
        Format format = parameters.one(FORMAT.name(), CostReport::format).orElse(Format.SUMMARY);
        Span span = Period.of(parameters, desk.now());
        List<Measure> measures = format == Format.SUMMARY ? List.of(measure) : all(measure);
        IdleMode idle = parameters.one(IDLE.name(), IdleMode::of).orElse(IdleMode.SEPARATE);
        boolean share = parameters.one(SHARED.name(), CostReport::shares).orElse(true);
        var query = new TotalsQuery(measures, by, grain, Filters.of(parameters), span);
        Spread spread = new Spreading(desk.ledger(), desk.allocation()).totals(query, idle, share);
        return new CostTable(spread, idle, format == Format.DETAILED)
                .table(parameters.one(LIMIT.name(), Texts::count), span);
    }

    private static List<Measure> all(Measure first) {
        List<Measure> measures = new ArrayList<>(List.of(first));
        Arrays.stream(Measure.values()).filter(measure -> measure != first).forEach(measures::add);
        return measures;
    }

    static Dimension dimension(String text) {
        return Parameters.of(BY.name(), text).one(BY.name(), Dimension::of).orElseThrow();
    }

    static Grain grain(List<String> groups) {
        List<Grain> grains =
                groups.stream().flatMap(name -> grainCalled(name).stream()).toList();
        if (grains.size() > 1) {
            throw new CallersMistake(
                    "by: one of hour, day, week and month can cut the time, not " + String.join(", ", groups));
        }
        return grains.isEmpty() ? Grain.NONE : grains.getFirst();
    }

    static Optional<Grain> grainCalled(String name) {
        return Arrays.stream(Grain.values())
                .filter(grain -> grain != Grain.NONE && grain.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static boolean shares(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "spread" -> true;
            case "keep" -> false;
            default -> throw new IllegalArgumentException("spread or keep is expected, not " + text);
        };
    }

    private static Format format(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "summary" -> Format.SUMMARY;
            case "detailed" -> Format.DETAILED;
            default -> throw new IllegalArgumentException("summary or detailed is expected, not " + text);
        };
    }
}
