package dev.outlay.report;

import dev.outlay.pricing.HoursOfDay;
import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.pricing.PricedThing;
import dev.outlay.pricing.TimeWeighted;
import dev.outlay.units.Decimals;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What prices of the ledger were by region and hour of the day: when and where to buy.
final class PriceHoursReport implements Report {

    private static final Duration LOOKED_AT = Duration.ofDays(30);
    private static final int SHOWN = 50;
    private static final Parameter LIMIT =
            Parameter.one("limit", "100", "How many things to show, 24 hours of each (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "price-hours";
    }

    @Override
    public String description() {
        return "Prices of the ledger by region and hour of the day, UTC: time-weighted mean, lowest, highest.";
    }

    @Override
    public List<Parameter> parameters() {
        return PriceParameters.with(LIMIT);
    }

    @Override
    public List<String> examples() {
        return List.of("report price-hours --gpu H100 --capacity spot    # at which hour each region was cheap");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        Span span = PriceParameters.past(parameters, desk.now(), LOOKED_AT);
        PricedGpus gpus = new PricedGpus(desk.catalog());
        List<PriceSeries> all = PriceParameters.series(parameters, desk, desk.ledger(), span);
        List<List<@Nullable String>> rows = new ArrayList<>();
        all.stream().limit(limit).forEach(series -> rows.addAll(rows(series, span, gpus)));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("prices", Integer.toString(all.size()));
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        List<String> notes = new ArrayList<>();
        if (all.isEmpty()) {
            notes.add(PriceParameters.none(parameters));
        } else {
            notes.add("mean: weighted by time over the part of each hour of the day, UTC, in which a price is known;"
                    + " known_hours says how long that was");
        }
        if (all.size() > limit) {
            notes.add((all.size() - limit) + " more things with prices: see them with --limit, or ask for less");
        }
        return Table.of(
                name(),
                heading,
                PriceCells.columns(
                        PriceCells.THING,
                        List.of(
                                Column.decimal("hour", null),
                                Column.decimal("mean", null),
                                Column.decimal("mean_per_gpu", null),
                                Column.decimal("min", null),
                                Column.decimal("max", null),
                                Column.decimal("known_hours", "h"))),
                rows,
                notes);
    }

    private static List<List<@Nullable String>> rows(PriceSeries series, Span span, PricedGpus gpus) {
        var hours = new HoursOfDay();
        series.stretches()
                .forEach(stretch -> stretch.within(span)
                        .ifPresent(held -> hours.add(stretch.amount().amount(), held)));
        PricedThing thing = series.thing();
        BigDecimal count = gpus.of(thing)
                .map(bought -> bought.count() == null ? BigDecimal.ZERO : bought.count())
                .orElse(BigDecimal.ZERO);
        boolean byMachine = thing.unit() == PricingUnit.HOUR && count.signum() > 0;
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int hour = 0; hour < HoursOfDay.HOURS; hour++) {
            HoursOfDay.Hour known = hours.of(hour);
            BigDecimal mean = known.mean().orElse(null);
            List<@Nullable String> row = new ArrayList<>(PriceCells.thing(thing, gpus));
            row.add(Integer.toString(hour));
            row.add(moneyOrNull(mean));
            row.add(
                    mean == null || (!byMachine && thing.unit() != PricingUnit.GPU_HOUR)
                            ? null
                            : moneyOrNull(
                                    byMachine ? mean.divide(count, TimeWeighted.SCALE, RoundingMode.HALF_EVEN) : mean));
            row.add(moneyOrNull(known.lowest()));
            row.add(moneyOrNull(known.highest()));
            row.add(Decimals.text(Decimals.hours(known.weighted().seconds())));
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable String moneyOrNull(@Nullable BigDecimal amount) {
        return amount == null ? null : Texts.money(amount);
    }
}
