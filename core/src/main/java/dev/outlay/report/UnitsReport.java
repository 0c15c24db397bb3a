package dev.outlay.report;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.Filter;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an hour of compute, a GB-month stored and a GB moved cost in each month, and all of it together.
final class UnitsReport implements Report {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final Parameter BY = Parameter.many(
            "by", "provider,team", "Dimensions to tell apart within a month (provider, team, region, ...)");

    @Override
    public String name() {
        return "units";
    }

    @Override
    public String description() {
        return "Unit costs by month: of an hour of compute, a GB-month of storage, a GB of traffic, and the total.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY));
        all.addAll(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report units --by provider    # what a unit cost at each provider, month by month");
    }

    /// A month, the values of the dimensions, and the currency: what a row is about.
    private record Key(YearMonth month, List<String> values, String currency) {

        static final Comparator<Key> ORDER = Comparator.comparing(Key::month)
                .thenComparing(key -> String.join("\n", key.values()))
                .thenComparing(Key::currency);
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        List<Dimension> by = parameters.many(BY.name(), Dimension::of);
        List<Filter> filters = Filters.of(parameters);
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        var quantities = new Quantities(desk.ledger(), span);
        Map<Key, UnitSums> sums = new TreeMap<>(Key.ORDER);
        try (Stream<Charge> charges = desk.ledger().facts(Charge.class, span, filters)) {
            charges.filter(charge -> span.contains(charge.at())).forEach(charge -> {
                Money effective = charge.costs().effective();
                if (effective != null) {
                    sums.computeIfAbsent(key(charge, by, effective.currency()), _ -> new UnitSums())
                            .add(charge, effective.amount(), quantities);
                }
            });
        }
        List<Column> columns = new ArrayList<>(List.of(Column.time("month")));
        by.forEach(dimension -> columns.add(Column.text(dimension.text())));
        columns.addAll(List.of(
                Column.text("currency"),
                Column.decimal("compute_cost_per_hour", null),
                Column.decimal("compute_hours", null),
                Column.text("hours_of"),
                Column.decimal("storage_cost_per_gb_month", null),
                Column.decimal("storage_gb_months", "GB-month"),
                Column.decimal("network_cost_per_gb", null),
                Column.decimal("network_gb", "GB"),
                Column.decimal("total_monthly_cost", null)));
        List<List<@Nullable String>> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(row(key, sum)));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("rounding", "half-even to 18 fractional digits");
        return Table.of(name(), heading, columns, rows, notes(sums));
    }

    private static Key key(Charge charge, List<Dimension> by, String currency) {
        Instant at = charge.at();
        return new Key(
                YearMonth.from(at.atOffset(ZoneOffset.UTC)),
                by.stream()
                        .map(dimension -> Objects.requireNonNullElse(Dimensions.value(dimension, charge), ""))
                        .toList(),
                currency);
    }

    private static List<@Nullable String> row(Key key, UnitSums sum) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(key.month().toString());
        key.values().forEach(value -> row.add(value.isEmpty() ? null : value));
        row.add(key.currency());
        UnitSums.Part compute = sum.compute();
        boolean mixed = sum.hoursOf().size() > 1;
        row.add(mixed ? null : ratio(new UnitSums.Part(compute.cost().multiply(SECONDS_PER_HOUR), compute.quantity())));
        row.add(mixed || compute.quantity().signum() == 0 ? null : Decimals.text(Decimals.hours(compute.quantity())));
        row.add(sum.hoursOf().isEmpty() ? null : String.join(" and ", sum.hoursOf()));
        BigDecimal month = Quantities.month(key.month()).seconds();
        row.add(ratio(new UnitSums.Part(
                sum.storage().cost().multiply(month), sum.storage().quantity())));
        row.add(quantity(new UnitSums.Part(
                BigDecimal.ZERO, sum.storage().quantity().divide(month, Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN))));
        row.add(ratio(sum.network()));
        row.add(quantity(sum.network()));
        row.add(Texts.money(sum.total()));
        return row;
    }

    private static List<String> notes(Map<Key, UnitSums> sums) {
        List<String> notes = new ArrayList<>();
        if (sums.isEmpty()) {
            notes.add("no charge with a price was found: import some with outlay import");
        }
        if (sums.values().stream().anyMatch(sum -> sum.hoursOf().size() > 1)) {
            notes.add("an hour of compute is not told where a row has hours of several kinds:"
                    + " tell them apart with --by, or keep one with --filter");
        }
        long unknown =
                sums.values().stream().mapToLong(UnitSums::withoutQuantity).sum();
        if (unknown > 0) {
            notes.add(
                    unknown + " charges of compute, storage and traffic state no quantity that is understood: they are"
                            + " in the total and in no unit cost");
        }
        return notes;
    }

    private static @Nullable String ratio(UnitSums.Part part) {
        return part.quantity().signum() <= 0
                ? null
                : Texts.money(part.cost().divide(part.quantity(), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN));
    }

    private static @Nullable String quantity(UnitSums.Part part) {
        BigDecimal quantity = part.quantity();
        return quantity.signum() == 0
                ? null
                : Texts.decimalOrNull(
                        quantity.setScale(Math.min(quantity.scale(), Money.MAXIMUM_SCALE), RoundingMode.HALF_EVEN));
    }
}
