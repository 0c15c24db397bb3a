package dev.outlay.report;

import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.PriceStretch;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Every change of the ledger's prices, with how long each held and who said so.
final class PriceHistoryReport implements Report {

    private static final int SHOWN = 100;
    private static final Parameter LIMIT =
            Parameter.one("limit", "1000", "How many changes to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "price-history";
    }

    @Override
    public String description() {
        return "How prices of the ledger changed: one row for each price, from when to when it held, with its origin.";
    }

    @Override
    public List<Parameter> parameters() {
        return PriceParameters.with(LIMIT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices history --gpu H100 --last 7d    # every change of a week",
                "prices history --provider aws --instance p4d.24xlarge --capacity spot    # zone by zone, all there is");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        Span span = Objects.requireNonNullElse(Period.of(parameters, desk.now()), Span.EVER);
        PricedGpus gpus = new PricedGpus(desk.catalog());
        List<PriceSeries> all = PriceParameters.series(parameters, desk, desk.ledger(), span);
        List<List<@Nullable String>> rows = new ArrayList<>();
        all.forEach(series -> rows.addAll(rows(series, span, gpus)));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("series", Integer.toString(all.size()));
        heading.put("prices", Integer.toString(rows.size()));
        heading.put(
                "from",
                Span.EVER.from().equals(span.from()) ? null : span.from().toString());
        heading.put("to", Span.EVER.to().equals(span.to()) ? null : span.to().toString());
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) {
            notes.add(PriceParameters.none(parameters));
        } else if (rows.size() > limit) {
            notes.add((rows.size() - limit) + " more: see them with --limit, or ask for less");
        }
        return Table.of(
                name(),
                heading,
                PriceCells.columns(
                        PriceCells.THING,
                        List.of(
                                Column.decimal("price", null),
                                Column.time("from"),
                                Column.time("to"),
                                Column.decimal("change_percent", "%"),
                                Column.time("last_stated"),
                                Column.decimal("statements", null)),
                        PriceCells.ORIGIN),
                rows.stream().limit(limit).toList(),
                notes);
    }

    private static List<List<@Nullable String>> rows(PriceSeries series, Span span, PricedGpus gpus) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Money before = null;
        for (PriceStretch stretch : series.within(span)) {
            List<@Nullable String> row = new ArrayList<>(PriceCells.thing(series.thing(), gpus));
            Instant until = stretch.until();
            row.add(PriceCells.money(stretch));
            row.add(stretch.from().toString());
            row.add(until == null ? null : until.toString());
            row.add(
                    before == null
                            ? null
                            : PriceCells.percent(PriceStatistics.percent(before, stretch.amount())
                                    .orElse(null)));
            row.add(stretch.lastStated().toString());
            row.add(Integer.toString(stretch.statements()));
            row.addAll(PriceCells.origin(stretch));
            rows.add(row);
            before = stretch.amount();
        }
        return rows;
    }
}
