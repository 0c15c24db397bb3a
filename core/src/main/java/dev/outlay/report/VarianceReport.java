package dev.outlay.report;

import dev.outlay.allocation.Unmatched;
import dev.outlay.allocation.Variance;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Why the bill differs from what was metered.
final class VarianceReport implements Report {

    private static final int SHOWN = 100;
    private static final Parameter BY =
            Parameter.one("by", "team", "resource, provider, team or total (default: resource)");
    private static final Parameter MEASURE = Parameter.one(
            "measure", "billed", "The cost of the bill to compare with: effective or billed (default: effective)");
    private static final Parameter LIMIT = Parameter.one(
            "limit",
            "20",
            "How many rows of each table to show, the largest difference first (default: " + SHOWN + ")");

    /// What rows are grouped by.
    private enum Key {
        RESOURCE,
        PROVIDER,
        TEAM,
        TOTAL;

        static Key of(String text) {
            for (Key key : values()) {
                if (key.name().equalsIgnoreCase(text)) {
                    return key;
                }
            }
            throw new IllegalArgumentException("resource, provider, team or total is expected, not " + text);
        }

        @Nullable
        String of(Variance variance) {
            return switch (this) {
                case RESOURCE -> variance.node().name();
                case PROVIDER -> variance.node().provider();
                case TEAM -> variance.charge().owner().team();
                case TOTAL -> "all";
            };
        }
    }

    /// A row while it is summed.
    private record Row(@Nullable String key, Span period, Money metered, Money billed, Variance.Reasons reasons) {

        static final BinaryOperator<Row> PLUS = (one, other) -> new Row(
                one.key,
                new Span(
                        one.period.from().isBefore(other.period.from()) ? one.period.from() : other.period.from(),
                        one.period.to().isAfter(other.period.to()) ? one.period.to() : other.period.to()),
                one.metered.plus(other.metered),
                one.billed.plus(other.billed),
                one.reasons.plus(other.reasons));

        List<@Nullable String> texts() {
            List<@Nullable String> texts = new ArrayList<>();
            texts.add(key);
            texts.add(period.from().toString());
            texts.add(period.to().toString());
            List.of(
                            metered,
                            billed,
                            billed.minus(metered),
                            reasons.price(),
                            reasons.quantity(),
                            reasons.commitment(),
                            reasons.credit(),
                            reasons.tax(),
                            reasons.other())
                    .forEach(money -> texts.add(Texts.money(money.amount())));
            texts.add(metered.currency());
            return texts;
        }
    }

    private record Group(@Nullable String key, String currency) {}

    @Override
    public String name() {
        return "variance";
    }

    @Override
    public String description() {
        return "Why the bill differs from what was metered: price, quantity, commitment, credit, tax and other.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY, MEASURE));
        all.addAll(Period.PARAMETERS);
        all.add(LIMIT);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report variance --from 2026-10-01 --to 2026-11-01    # by machine",
                "report variance --last 30d --by team --measure billed    # by who pays, against the invoice");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Key key = parameters.one(BY.name(), Key::of).orElse(Key.RESOURCE);
        Measure measure =
                parameters.one(MEASURE.name(), VarianceReport::measure).orElse(Measure.EFFECTIVE);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        LedgerReader ledger = desk.ledger();
        Span asked = Period.of(parameters, desk.now());
        Optional<Span> span = known(ledger).flatMap(all -> asked == null ? Optional.of(all) : all.intersection(asked));
        Map<Group, Row> rows = new LinkedHashMap<>();
        long incomparable = span.map(within -> Variance.forEach(ledger, within, measure, variance -> {
                    String named = key.of(variance);
                    rows.merge(
                            new Group(named, variance.billed().currency()),
                            new Row(
                                    named,
                                    variance.period(),
                                    variance.metered(),
                                    variance.billed(),
                                    variance.reasons()),
                            Row.PLUS);
                }))
                .orElse(0L);
        Unmatched unmatched = span.map(within -> Unmatched.in(ledger, within, measure))
                .orElseGet(() -> new Unmatched(Map.of(), Map.of()));
        return table(key, rows, limit, unmatched, incomparable);
    }

    private Table table(Key key, Map<Group, Row> rows, int limit, Unmatched unmatched, long incomparable) {
        Optional<Row> whole =
                rows.keySet().stream().map(Group::currency).distinct().count() == 1
                        ? rows.values().stream().reduce(Row.PLUS)
                        : Optional.empty();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put(
                "metered", whole.map(row -> Texts.money(row.metered.amount())).orElse(null));
        heading.put("billed", whole.map(row -> Texts.money(row.billed.amount())).orElse(null));
        heading.put(
                "difference",
                whole.map(row -> Texts.money(row.billed.minus(row.metered).amount()))
                        .orElse(null));
        heading.put("currency", whole.map(row -> row.billed.currency()).orElse(null));
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) {
            notes.add("no machine was found that was both metered and billed");
        }
        if (rows.size() > limit) {
            notes.add((rows.size() - limit) + " more rows: see them with --limit");
        }
        if (incomparable > 0) {
            notes.add(incomparable + " machine days are not compared: usage without a price, or in another currency"
                    + " than the bill");
        }
        return Table.of(
                name(),
                heading,
                columns(key),
                rows.values().stream()
                        .sorted(Comparator.comparing((Row row) ->
                                        row.billed.minus(row.metered).amount().abs())
                                .reversed())
                        .limit(limit)
                        .map(Row::texts)
                        .toList(),
                notes,
                List.of(
                        left("unmatched_metered", unmatched.metered(), limit),
                        left("unmatched_billed", unmatched.billed(), limit)));
    }

    private static List<Column> columns(Key key) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text(key == Key.TOTAL ? "of" : key.name().toLowerCase(java.util.Locale.ROOT)),
                Column.time("from"),
                Column.time("to")));
        List.of("metered", "billed", "difference", "price", "quantity", "commitment", "credit", "tax", "other")
                .forEach(name -> columns.add(Column.decimal(name, null)));
        columns.add(Column.text("currency"));
        return columns;
    }

    private static Table left(String name, Map<Unmatched.Item, Money> items, int limit) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        items.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Unmatched.Item, Money> entry) ->
                                entry.getValue().amount().abs())
                        .reversed()
                        .thenComparing(entry -> String.valueOf(entry.getKey().resource())))
                .limit(limit)
                .forEach(entry -> {
                    List<@Nullable String> row = new ArrayList<>();
                    row.add(entry.getKey().resource());
                    row.add(entry.getKey().provider());
                    row.add(Texts.money(entry.getValue().amount()));
                    row.add(entry.getKey().currency());
                    rows.add(row);
                });
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("resources", Integer.toString(items.size()));
        return Table.of(
                name,
                heading,
                List.of(
                        Column.text("resource"),
                        Column.text("provider"),
                        Column.decimal("cost", null),
                        Column.text("currency")),
                rows,
                List.of());
    }

    /// From the first to the last day with a charge.
    private static Optional<Span> known(LedgerReader ledger) {
        List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY))
                .rows();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Instant first = Objects.requireNonNull(days.getFirst().bucket());
        Instant last = Objects.requireNonNull(days.getLast().bucket());
        return Optional.of(new Span(first, Span.dayOf(last).to()));
    }

    private static Measure measure(String text) {
        Measure measure = Measure.of(text);
        if (measure != Measure.BILLED && measure != Measure.EFFECTIVE) {
            throw new IllegalArgumentException("billed or effective is expected, not " + text);
        }
        return measure;
    }
}
