package dev.outlay.report;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Rerating;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was used and has no price, with the line of a price file that would give it one.
final class UnknownPricesReport implements Report {

    private static final List<Dimension> PUSHED =
            List.of(Named.PROVIDER, Named.SKU, Named.GPU_MODEL, Named.RESOURCE_TYPE);

    @Override
    public String name() {
        return "unknown-prices";
    }

    @Override
    public String description() {
        return "What was used and has no price: how much, since when, and the line that a price file needs.";
    }

    @Override
    public List<Parameter> parameters() {
        return Period.PARAMETERS;
    }

    @Override
    public List<String> examples() {
        return List.of("report unknown-prices --last 30d    # the same as: prices unknown --last 30d");
    }

    /// What is priced as one thing. Each null where it was not said.
    private record Thing(
            @Nullable String provider,
            @Nullable String region,
            @Nullable String sku,
            @Nullable String gpuModel,
            @Nullable String resource,
            @Nullable CapacityType capacity) {

        static Thing of(Charge charge) {
            return new Thing(
                    charge.place().provider(),
                    charge.place().region(),
                    charge.product().skuId(),
                    charge.use().gpuModel(),
                    charge.product().resourceType(),
                    charge.use().capacityType());
        }

        /// What a price file calls it: a GPU is best priced by its model, which needs no count of GPUs per machine.
        String named() {
            if (gpuModel != null && "gpu".equals(resource)) {
                return gpuModel;
            }
            return Objects.requireNonNullElse(sku, Objects.requireNonNullElse(resource, "gpu"));
        }

        String unit() {
            return switch (Objects.requireNonNullElse(resource, "gpu")) {
                case "gpu" -> gpuModel == null && sku != null ? "Hour" : "GPU-Hour";
                case "cpu" -> sku == null ? "vCPU-Hour" : "Hour";
                case "memory" -> sku == null ? "GiB-Hour" : "Hour";
                case "storage" -> "GiB-Month";
                case "network" -> "GiB";
                default -> "Hour";
            };
        }

        String line() {
            return String.join(
                    ",",
                    Objects.requireNonNullElse(provider, PriceBook.ANY_PROVIDER),
                    named(),
                    Objects.requireNonNullElse(region, ""),
                    Objects.requireNonNullElse(capacity, CapacityType.ON_DEMAND).text(),
                    "PRICE",
                    "USD",
                    unit());
        }
    }

    /// How much of a thing stands without a price.
    private static final class Seen {
        private long charges;
        private BigDecimal gpuSeconds = BigDecimal.ZERO;
        private @Nullable Instant first;
        private @Nullable Instant last;

        void add(Charge charge) {
            charges += Rerating.isReversal(charge) ? -1 : 1;
            gpuSeconds = gpuSeconds.add(
                    Optional.ofNullable(charge.use().gpuSeconds()).orElse(BigDecimal.ZERO));
            Instant from = charge.period().from();
            Instant to = charge.period().to();
            first = first == null || from.isBefore(first) ? from : first;
            last = last == null || to.isAfter(last) ? to : last;
        }
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Map<Instant, List<Totals.Row>> days = days(desk.ledger(), Period.of(parameters, desk.now()));
        Map<Thing, Seen> things = new LinkedHashMap<>();
        days.forEach((day, rows) -> read(desk.ledger(), day, rows, things));
        things.values().removeIf(seen -> seen.charges <= 0);
        List<Map.Entry<Thing, Seen>> sorted = things.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Thing, Seen> entry) -> entry.getValue().gpuSeconds)
                        .reversed()
                        .thenComparing(entry -> entry.getKey().line()))
                .toList();
        List<@Nullable BigDecimal> seconds = new ArrayList<>();
        sorted.forEach(entry -> seconds.add(entry.getValue().gpuSeconds));
        List<@Nullable BigDecimal> hours = CostLayout.hours(seconds);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            rows.add(row(sorted.get(i).getKey(), sorted.get(i).getValue(), Objects.requireNonNull(hours.get(i))));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put(
                "unpriced",
                Long.toString(sorted.stream()
                        .mapToLong(entry -> entry.getValue().charges)
                        .sum()));
        heading.put(
                "gpu_hours",
                Decimals.text(Decimals.hours(IdleReport.sum(sorted.stream()
                        .map(entry -> entry.getValue().gpuSeconds)
                        .toList()))));
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("provider"),
                        Column.text("region"),
                        Column.text("sku"),
                        Column.text("gpu_model"),
                        Column.text("resource"),
                        Column.text("capacity_type"),
                        Column.decimal("charges", null),
                        Column.decimal("gpu_hours", "GPU-hours"),
                        Column.time("first"),
                        Column.time("last"),
                        Column.text("price_line")),
                rows,
                rows.isEmpty()
                        ? List.of("everything that was used has a price")
                        : List.of("to price them, write the lines into a file below the line"
                                + " provider,sku,region,capacity_type,price,currency,unit with your prices for PRICE, then"
                                + " outlay import prices FILE"));
    }

    /// The days on which something has no price, with what it was, from the totals.
    private static Map<Instant, List<Totals.Row>> days(LedgerReader ledger, @Nullable Span span) {
        Totals totals = ledger.totals(new TotalsQuery(List.of(Measure.EFFECTIVE), PUSHED, Grain.DAY, List.of(), span));
        Map<Instant, List<Totals.Row>> days = new TreeMap<>();
        for (Totals.Row row : totals.rows()) {
            if (row.unpriced() > 0 && Costs.NO_CURRENCY.equals(row.currency())) {
                days.computeIfAbsent(Objects.requireNonNull(row.bucket()), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        return days;
    }

    /// Reads the charges of a day without a price. A late price takes an unpriced charge back, which totals cannot
    /// tell from another one, so the charges themselves are looked at: only of what has no price on that day.
    private static void read(LedgerReader ledger, Instant day, List<Totals.Row> rows, Map<Thing, Seen> things) {
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < PUSHED.size(); i++) {
            Set<@Nullable String> values = new HashSet<>();
            for (Totals.Row row : rows) {
                values.add(row.dimensions().get(i));
            }
            filters.add(new Filter(PUSHED.get(i), values));
        }
        Span whole = Span.dayOf(day);
        try (Stream<Charge> charges = ledger.facts(Charge.class, whole, filters)) {
            charges.filter(charge -> !charge.costs().priced() && whole.contains(charge.at()))
                    .forEach(charge -> things.computeIfAbsent(Thing.of(charge), _ -> new Seen())
                            .add(charge));
        }
    }

    private static List<@Nullable String> row(Thing thing, Seen seen, BigDecimal hours) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(thing.provider());
        row.add(thing.region());
        row.add(thing.sku());
        row.add(thing.gpuModel());
        row.add(thing.resource());
        row.add(thing.capacity() == null ? null : thing.capacity().text());
        row.add(Long.toString(seen.charges));
        row.add(Decimals.text(hours));
        row.add(String.valueOf(seen.first));
        row.add(String.valueOf(seen.last));
        row.add(thing.line());
        return row;
    }
}
