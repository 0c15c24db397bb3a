package dev.outlay.report;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mean, lowest, highest and current price of everything in the ledger over a span, and where it is heading.
final class PriceStatsReport implements Report {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int SHOWN = 100;
    private static final BigDecimal STEADY = BigDecimal.ONE;
    private static final Parameter STEADY_PERCENT = Parameter.one(
            "steady",
            "0.5",
            "A change below so many percent is no direction (default: " + STEADY.toPlainString() + ")");
    private static final Parameter LIMIT =
            Parameter.one("limit", "1000", "How many rows to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "price-stats";
    }

    @Override
    public String description() {
        return "Prices of the ledger over a span (default: 24 hours): time-weighted mean, lowest, highest, now, trend.";
    }

    @Override
    public List<Parameter> parameters() {
        return PriceParameters.with(STEADY_PERCENT, LIMIT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices stats --gpu A100 --capacity spot    # the last 24 hours, zone by zone",
                "prices stats --provider vast-ai --last 30d");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        BigDecimal steady =
                parameters.one(STEADY_PERCENT.name(), Texts::notNegative).orElse(STEADY);
        Span span = PriceParameters.past(parameters, desk.now(), DAY);
        PricedGpus gpus = new PricedGpus(desk.catalog());
        LedgerReader ledger = desk.ledger();
        List<PriceStatistics> all = new ArrayList<>();
        for (PriceSeries series : PriceParameters.series(parameters, desk, ledger, PriceStatistics.withEnd(span))) {
            PriceStatistics.of(series, span).ifPresent(all::add);
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("prices", Integer.toString(all.size()));
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        List<String> notes = new ArrayList<>();
        if (all.isEmpty()) {
            notes.add(PriceParameters.none(parameters));
        } else {
            notes.add("mean: weighted by time over the hours in which a price is known, known_hours; trend_percent: the"
                    + " price now over the one at the beginning of the span");
        }
        if (all.size() > limit) {
            notes.add((all.size() - limit) + " more: see them with --limit, or ask for less");
        }
        return Table.of(
                name(),
                heading,
                PriceCells.columns(
                        PriceCells.THING,
                        List.of(
                                Column.decimal("mean", null),
                                Column.decimal("min", null),
                                Column.decimal("max", null),
                                Column.decimal("current", null),
                                Column.decimal("trend_percent", "%"),
                                Column.text("direction"),
                                Column.decimal("changes", null),
                                Column.decimal("known_hours", "h"),
                                Column.time("since"),
                                Column.time("last_stated")),
                        PriceCells.ORIGIN),
                all.stream().limit(limit).map(each -> row(each, steady, gpus)).toList(),
                notes);
    }

    private static List<@Nullable String> row(PriceStatistics statistics, BigDecimal steady, PricedGpus gpus) {
        List<@Nullable String> row =
                new ArrayList<>(PriceCells.thing(statistics.series().thing(), gpus));
        BigDecimal change = statistics.changePercent().orElse(null);
        row.add(Texts.moneyOrNull(statistics.mean()));
        row.add(PriceCells.money(statistics.lowest()));
        row.add(PriceCells.money(statistics.highest()));
        row.add(PriceCells.money(statistics.current()));
        row.add(PriceCells.percent(change));
        row.add(change == null ? null : direction(change, steady));
        row.add(Integer.toString(statistics.changes()));
        row.add(Decimals.text(Decimals.hours(statistics.known())));
        row.add(statistics.current().from().toString());
        row.add(statistics.current().lastStated().toString());
        row.addAll(PriceCells.origin(statistics.current()));
        return row;
    }

    private static String direction(BigDecimal change, BigDecimal steady) {
        return change.signum() == 0 || change.abs().compareTo(steady) < 0
                ? "steady"
                : change.signum() > 0 ? "up" : "down";
    }
}
