package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How much of what was used says whose it is: the tag standard, and who keeps it least.
final class TagsReport implements Report {

    private static final Filter USED = new Filter(Named.USE, Set.of("used"));
    private static final int WORST = 5;
    private static final Parameter LIMIT = Parameter.one(
            "limit", "10", "How many namespaces and accounts to name for each tag (default: " + WORST + ")");

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public String description() {
        return "How many charges, and how much of the cost, say project, environment, team, cost-center and owner.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.add(LIMIT);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report tags --last 30d    # what is missing, and where most of it");
    }

    /// Charges and cost in one currency, and the part of them that says something.
    private static final class Said {
        private long charges;
        private long saying;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal costSaying = BigDecimal.ZERO;
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span span = Period.of(parameters, desk.now());
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(WORST);
        LedgerReader ledger = desk.ledger();
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<List<@Nullable String>> offenders = new ArrayList<>();
        List<Filter> saysNothing = new ArrayList<>(List.of(USED));
        for (Dimension tag : desk.allocation().standard()) {
            Map<String, Said> said = said(ledger, tag, span);
            said.forEach((currency, each) -> rows.add(row(tag, currency, each)));
            offenders.addAll(worst(ledger, tag, span, limit));
            saysNothing.add(missing(tag));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put(
                "standard",
                String.join(
                        ", ",
                        desk.allocation().standard().stream()
                                .map(Dimension::text)
                                .toList()));
        Totals nobodys =
                ledger.totals(new TotalsQuery(List.of(Measure.EFFECTIVE), List.of(), Grain.NONE, saysNothing, span));
        List<Totals.Row> priced =
                nobodys.rows().stream().filter(row -> money(row) != null).toList();
        heading.put(
                "unallocated",
                priced.size() > 1
                        ? null
                        : Texts.money(priced.isEmpty() ? BigDecimal.ZERO : orZero(money(priced.getFirst()))));
        heading.put("currency", priced.size() == 1 ? priced.getFirst().currency() : null);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("tag"),
                        Column.text("currency"),
                        Column.decimal("charges", null),
                        Column.decimal("charges_percent", null),
                        Column.decimal("cost", null),
                        Column.decimal("cost_percent", null),
                        Column.decimal("missing", null)),
                rows,
                notes(rows, priced),
                List.of(Table.of(
                        "offenders",
                        Map.of(),
                        List.of(
                                Column.text("tag"),
                                Column.text("namespace"),
                                Column.text("account"),
                                Column.text("sub-account"),
                                Column.decimal("missing", null),
                                Column.text("currency"),
                                Column.decimal("charges", null)),
                        offenders,
                        List.of())));
    }

    private static Map<String, Said> said(LedgerReader ledger, Dimension tag, @Nullable Span span) {
        Map<String, Said> said = new TreeMap<>();
        Totals totals = ledger.totals(
                new TotalsQuery(List.of(Measure.EFFECTIVE), List.of(tag), Grain.NONE, List.of(USED), span));
        for (Totals.Row row : totals.rows()) {
            Said each = said.computeIfAbsent(String.valueOf(row.currency()), _ -> new Said());
            String value = row.dimensions().getFirst();
            each.charges += row.charges();
            each.cost = each.cost.add(orZero(money(row)));
            if (value != null && !value.isEmpty()) {
                each.saying += row.charges();
                each.costSaying = each.costSaying.add(orZero(money(row)));
            }
        }
        return said;
    }

    private static List<@Nullable String> row(Dimension tag, String currency, Said said) {
        boolean priced = !currency.equals(Costs.NO_CURRENCY);
        List<@Nullable String> row = new ArrayList<>();
        row.add(tag.text());
        row.add(priced ? currency : null);
        row.add(Long.toString(said.charges));
        row.add(Texts.percentOrNull(BigDecimal.valueOf(said.saying), BigDecimal.valueOf(said.charges)));
        row.add(priced ? Texts.money(said.cost) : null);
        row.add(priced ? Texts.percentOrNull(said.costSaying, said.cost) : null);
        row.add(priced ? Texts.money(said.cost.subtract(said.costSaying)) : null);
        return row;
    }

    private static List<List<@Nullable String>> worst(
            LedgerReader ledger, Dimension tag, @Nullable Span span, int limit) {
        Totals totals = ledger.totals(new TotalsQuery(
                List.of(Measure.EFFECTIVE),
                List.of(Named.NAMESPACE, Named.ACCOUNT, Named.SUB_ACCOUNT),
                Grain.NONE,
                List.of(USED, missing(tag)),
                span));
        return totals.rows().stream()
                .filter(row -> orZero(money(row)).signum() > 0)
                .sorted(Comparator.comparing((Totals.Row row) -> orZero(money(row)))
                        .reversed())
                .limit(limit)
                .map(row -> {
                    List<@Nullable String> offender = new ArrayList<>();
                    offender.add(tag.text());
                    offender.addAll(row.dimensions());
                    offender.add(Texts.money(orZero(money(row))));
                    offender.add(row.currency());
                    offender.add(Long.toString(row.charges()));
                    return offender;
                })
                .toList();
    }

    private static List<String> notes(List<List<@Nullable String>> rows, List<Totals.Row> priced) {
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) {
            notes.add("no charge was found: import some with outlay import, or widen the span");
            return notes;
        }
        notes.add("unallocated is the cost of what was used and says none of these; rules in allocation.yaml say it"
                + " after the fact");
        if (priced.size() > 1) {
            notes.add("unallocated over several currencies: "
                    + String.join(
                            ", ",
                            priced.stream()
                                    .map(row -> Texts.money(orZero(money(row))) + " " + row.currency())
                                    .toList()));
        }
        return notes;
    }

    // an empty tag says nothing either
    private static Filter missing(Dimension tag) {
        Set<@Nullable String> nothing = new HashSet<>();
        nothing.add(null);
        nothing.add("");
        return new Filter(tag, nothing);
    }

    private static @Nullable BigDecimal money(Totals.Row row) {
        return row.measures().getFirst();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount).orElse(BigDecimal.ZERO);
    }
}
