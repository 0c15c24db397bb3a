package dev.outlay.report;

import dev.outlay.allocation.IdleMode;
import dev.outlay.allocation.Spreading;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The headline of a span: what was spent and its change, what stood idle, the hours, the energy, the carbon; each
/// with its definition and what it was made of, or why it is not known.
final class OverviewReport implements Report {

    private static final List<Measure> MEASURES =
            List.of(Measure.EFFECTIVE, Measure.GPU_HOURS, Measure.ENERGY, Measure.CARBON);

    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String description() {
        return "The headline of a span: cost and its change, idle, GPU-hours, energy, carbon, each with its definition.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report overview --last 30d    # the last 30 days, beside the 30 days before");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span span = Period.of(parameters, desk.now());
        List<Filter> filters = Filters.of(parameters);
        Headline now = headline(desk, filters, span);
        List<Kpi> figures = new ArrayList<>();
        figures.add(now.money("cost", "the effective cost of all charges of the span", now.cost(), now.charges()));
        figures.add(change(desk, filters, span, now));
        figures.add(now.money("idle_cost", "the effective cost of what nobody used", now.idleCost(), now.charges()));
        figures.add(now.share("idle_cost_percent", "idle cost / cost", now.idleCost(), now.cost(), now.currency()));
        figures.add(now.hours("gpu_hours", "GPU-hours held, idle ones included", now.seconds()));
        figures.add(now.hours("idle_gpu_hours", "GPU-hours that nobody used", now.idleSeconds()));
        figures.add(now.share(
                "idle_gpu_percent",
                "idle GPU-hours / GPU-hours held",
                now.idleSeconds(),
                now.seconds(),
                "GPU-seconds"));
        figures.add(now.known(
                "energy", "kWh", "measured energy, else energy from rated power, of all charges", now.energy()));
        figures.add(now.known(
                "carbon", "gCO2e", "energy x intensity of the grid it was drawn from, of all charges", now.carbon()));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("currency", now.currency());
        heading.put("from", span == null || span.from().equals(Span.EVER.from()) ? null : text(span.from()));
        heading.put("to", span == null || span.to().equals(Span.EVER.to()) ? null : text(span.to()));
        heading.put("charges", Long.toString(now.charges()));
        heading.put("unpriced", Long.toString(now.unpriced()));
        return Table.of(
                name(),
                heading,
                Kpi.COLUMNS,
                figures.stream().map(figure -> figure.over(span).row()).toList(),
                notes(now));
    }

    private static List<String> notes(Headline now) {
        List<String> notes = new ArrayList<>();
        if (now.unpriced() > 0) {
            notes.add(now.unpriced() + " of " + now.charges() + " charges have no price and are in no sum of money: see"
                    + " which with outlay prices unknown");
        }
        if (now.currencies().size() > 1) {
            notes.add("there is no total over several currencies: " + String.join(", ", now.currencies()));
        }
        return notes;
    }

    /// Cost against the span of the same length just before, where the ledger had begun by then.
    private static Kpi change(Desk desk, List<Filter> filters, @Nullable Span span, Headline now) {
        String name = "cost_change_percent";
        String definition = "cost / cost of the span of the same length just before - 1, in percent";
        if (span == null || span.from().equals(Span.EVER.from()) || span.to().equals(Span.EVER.to())) {
            return Kpi.notKnown(name, definition, "a span with a beginning and an end is needed: give from and to");
        }
        var before = new Span(span.from().minus(Duration.between(span.from(), span.to())), span.from());
        // a span before that begins ahead of the ledger would make any spend look like growth
        Instant begun = Span.dayOf(before.from()).to();
        boolean covered = !desk.ledger()
                .totals(TotalsQuery.of(Measure.GPU_HOURS).in(new Span(Span.EVER.from(), begun)))
                .rows()
                .isEmpty();
        if (!covered) {
            return Kpi.notKnown(name, definition, "no period before it to compare with: the ledger begins later");
        }
        Headline earlier = headline(desk, filters, before);
        BigDecimal cost = now.cost();
        BigDecimal then = earlier.cost();
        if (cost == null
                || then == null
                || then.signum() <= 0
                || !now.currencies().equals(earlier.currencies())) {
            return Kpi.notKnown(name, definition, "nothing was spent in the period before, or in another currency");
        }
        return Kpi.known(
                name,
                Texts.percent(cost.subtract(then), then),
                "%",
                definition,
                Texts.money(cost) + " after " + Texts.money(then) + " " + now.currency() + " from "
                        + text(before.from()));
    }

    private static Headline headline(Desk desk, List<Filter> filters, @Nullable Span span) {
        var query = new TotalsQuery(MEASURES, List.of(Named.USE), Grain.NONE, filters, span);
        var headline = new Headline();
        new Spreading(desk.ledger(), desk.allocation())
                .totals(query, IdleMode.SEPARATE, true)
                .totals()
                .rows()
                .forEach(headline::add);
        return headline;
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
