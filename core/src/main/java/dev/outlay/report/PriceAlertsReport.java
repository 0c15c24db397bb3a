package dev.outlay.report;

import dev.outlay.pricing.PriceAlert;
import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prices that fell, rose or lie low, by thresholds of the caller's.
final class PriceAlertsReport implements Report {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Parameter DROP = Parameter.one(
            "drop", "10", "Tell of prices that fell by so many percent since the span began (default: 10)");
    private static final Parameter SURGE = Parameter.one(
            "surge", "20", "Tell of prices that rose by so many percent since the span began (default: 20)");
    private static final Parameter LOW =
            Parameter.one("low", "2", "Tell of prices within so many percent of the lowest of the span (default: 5)");
    private static final Parameter LIMIT = Parameter.one("limit", "500", "How many alerts to show (default: 100)");

    @Override
    public String name() {
        return "price-alerts";
    }

    @Override
    public String description() {
        return "Prices of the ledger that dropped, surged or lie low over a span (default: 7 days), with both prices.";
    }

    @Override
    public List<Parameter> parameters() {
        return PriceParameters.with(DROP, SURGE, LOW, LIMIT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices alerts --gpu H100 --last 24h --drop 5    # what fell by a twentieth since yesterday",
                "prices alerts --capacity spot --surge 50 --low 1");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(100);
        PriceAlert.Thresholds thresholds = thresholds(parameters);
        Span span = PriceParameters.past(parameters, desk.now(), WEEK);
        PricedGpus gpus = new PricedGpus(desk.catalog());
        List<PriceAlert> alerts = new ArrayList<>();
        int looked = 0;
        for (PriceSeries series :
                PriceParameters.series(parameters, desk, desk.ledger(), PriceStatistics.withEnd(span))) {
            looked++;
            PriceStatistics.of(series, span).ifPresent(each -> alerts.addAll(PriceAlert.of(each, thresholds)));
        }
        alerts.sort(Comparator.comparing(PriceAlert::kind)
                .thenComparing(alert -> size(alert), Comparator.reverseOrder())
                .thenComparing(PriceAlert::thing));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("alerts", Integer.toString(alerts.size()));
        heading.put("prices", Integer.toString(looked));
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        List<String> notes = new ArrayList<>();
        if (looked == 0) {
            notes.add(PriceParameters.none(parameters));
        } else {
            notes.add("drop and surge: the price now over the one when the span began, or the first known in it; low:"
                    + " the price now over the lowest of the span, where it moved at all");
        }
        if (alerts.size() > limit) {
            notes.add((alerts.size() - limit) + " more: see them with --limit, or ask for less");
        }
        return Table.of(
                name(),
                heading,
                PriceCells.columns(
                        List.of(Column.text("alert")),
                        PriceCells.THING,
                        List.of(
                                Column.decimal("price_before", null),
                                Column.time("before_since"),
                                Column.text("before_source"),
                                Column.text("before_price_id"),
                                Column.decimal("price_now", null),
                                Column.time("now_since"),
                                Column.decimal("percent", "%")),
                        PriceCells.ORIGIN),
                alerts.stream().limit(limit).map(alert -> row(alert, gpus)).toList(),
                notes);
    }

    private static PriceAlert.Thresholds thresholds(Parameters parameters) {
        BigDecimal drop = parameters.one(DROP.name(), Texts::positive).orElse(BigDecimal.TEN);
        BigDecimal surge = parameters.one(SURGE.name(), Texts::positive).orElse(BigDecimal.valueOf(20));
        BigDecimal low = parameters.one(LOW.name(), Texts::notNegative).orElse(BigDecimal.valueOf(5));
        if (drop.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new CallersMistake("drop: no price falls by more than 100 percent, not even by "
                    + drop.toPlainString() + ": give less");
        }
        return new PriceAlert.Thresholds(drop, surge, low);
    }

    // the largest moves first; of nothing there is no percent, and no larger move
    private static BigDecimal size(PriceAlert alert) {
        return alert.percent() == null
                ? BigDecimal.valueOf(Long.MAX_VALUE)
                : alert.percent().abs();
    }

    private static List<@Nullable String> row(PriceAlert alert, PricedGpus gpus) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(alert.kind().text());
        row.addAll(PriceCells.thing(alert.thing(), gpus));
        row.add(PriceCells.money(alert.before()));
        row.add(alert.before().from().toString());
        row.add(alert.before().price().source());
        row.add(alert.before().price().origin().id());
        row.add(PriceCells.money(alert.now()));
        row.add(alert.now().from().toString());
        row.add(PriceCells.percent(alert.percent()));
        row.addAll(PriceCells.origin(alert.now()));
        return row;
    }
}
