package dev.outlay.report;

import dev.outlay.ledger.Filter;
import dev.outlay.savings.Counterfactuals;
import dev.outlay.savings.CurrencySavings;
import dev.outlay.savings.Projection;
import dev.outlay.savings.Saving;
import dev.outlay.savings.Savings;
import dev.outlay.savings.Step;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What spot, sharing, autoscaling and commitments saved against a stated counterfactual over the same usage.
final class SavingsReport implements Report {

    static final Parameter INVESTMENT = Parameter.one(
            "investment",
            "1200 USD",
            "What the savings took to reach: gives the return on it and when it is paid back");

    private static final int BASES_SHOWN = 3;

    @Override
    public String name() {
        return "savings";
    }

    @Override
    public String description() {
        return "What spot, sharing, autoscaling and commitments saved, against the same usage without them.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        all.add(INVESTMENT);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report savings --from 2026-10-01 --to 2026-11-01    # what October saved",
                "report savings --last 30d --investment \"1200 USD\"    # and whether that pays");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        return table(parameters, desk);
    }

    static Table table(Parameters parameters, Desk desk) {
        Span asked = Period.of(parameters, desk.now());
        List<Filter> filters = Filters.of(parameters);
        Optional<Money> investment = parameters.one(INVESTMENT.name(), Texts::amount);
        Savings savings =
                new Counterfactuals(desk.ledger(), desk.catalog()).over(asked == null ? Span.EVER : asked, filters);
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<List<@Nullable String>> chain = new ArrayList<>();
        for (CurrencySavings currency : savings.currencies()) {
            Money left = currency.baseline();
            for (Saving line : currency.lines()) {
                rows.add(row(savings, line));
                Money before = left;
                left = left.minus(line.saved());
                chain.add(cells(
                        line.step().text(),
                        currency.cost().currency(),
                        money(before),
                        money(line.saved()),
                        money(left)));
            }
            rows.add(total(savings, currency));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        boolean one = savings.currencies().size() == 1;
        heading.put("saved", one ? money(savings.currencies().getFirst().saved()) : null);
        heading.put("baseline", one ? money(savings.currencies().getFirst().baseline()) : null);
        heading.put("cost", one ? money(savings.currencies().getFirst().cost()) : null);
        heading.put("currency", one ? savings.currencies().getFirst().cost().currency() : null);
        heading.put(
                "from", savings.firstDay() == null ? null : savings.firstDay().toString());
        heading.put(
                "to",
                savings.lastDay() == null ? null : savings.lastDay().plusDays(1).toString());
        List<Table> parts = new ArrayList<>();
        parts.add(chain(chain));
        parts.add(Waste.table(desk.ledger(), asked, filters));
        investment.ifPresent(money -> parts.add(returns(savings, money)));
        return Table.of("savings", heading, columns(), rows, notes(savings), parts);
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("line"),
                Column.text("currency"),
                Column.decimal("baseline", null),
                Column.decimal("actual", null),
                Column.decimal("saved", null),
                Column.decimal("percent", "%"),
                Column.decimal("low", null),
                Column.decimal("high", null),
                Column.decimal("year", null),
                Column.decimal("year_low", null),
                Column.decimal("year_high", null),
                Column.decimal("compared", null),
                Column.decimal("not_compared", null),
                Column.text("basis"),
                Column.text("why_not"));
    }

    private static List<@Nullable String> row(Savings savings, Saving line) {
        Step step = line.step();
        SortedMap<String, Long> missed = savings.notCompared().get(step);
        List<@Nullable String> row = cells(
                step.text(),
                line.baseline().currency(),
                money(line.baseline()),
                money(line.actual()),
                money(line.saved()),
                percent(line.saved(), line.baseline()),
                money(line.low()),
                money(line.high()));
        year(savings, line.saved().currency(), line.byDay(), row);
        row.add(Long.toString(line.compared()));
        row.add(Long.toString(savings.missed(step)));
        row.add(line.bases().isEmpty() ? null : counted(line.bases()));
        row.add(missed == null ? null : counted(missed));
        return row;
    }

    private static List<@Nullable String> total(Savings savings, CurrencySavings currency) {
        Money low = currency.lines().stream()
                .map(Saving::low)
                .reduce(Money.zero(currency.cost().currency()), Money::plus);
        Money high = currency.lines().stream()
                .map(Saving::high)
                .reduce(Money.zero(currency.cost().currency()), Money::plus);
        List<@Nullable String> row = cells(
                "total",
                currency.cost().currency(),
                money(currency.baseline()),
                money(currency.cost()),
                money(currency.saved()),
                percent(currency.saved(), currency.baseline()),
                money(low),
                money(high));
        year(savings, currency.cost().currency(), currency.byDay(), row);
        row.add(null);
        row.add(null);
        row.add("the lines above; the baseline is that of the first step and the actual all that was charged");
        row.add(null);
        return row;
    }

    private static void year(
            Savings savings, String currency, SortedMap<LocalDate, BigDecimal> byDay, List<@Nullable String> row) {
        Optional<Projection> year = projection(savings, currency, byDay);
        row.add(year.map(projection -> money(projection.year())).orElse(null));
        row.add(year.map(projection -> money(projection.low())).orElse(null));
        row.add(year.map(projection -> money(projection.high())).orElse(null));
    }

    private static Optional<Projection> projection(
            Savings savings, String currency, SortedMap<LocalDate, BigDecimal> byDay) {
        return savings.firstDay() == null || savings.lastDay() == null
                ? Optional.empty()
                : Projection.of(currency, byDay, savings.firstDay(), savings.lastDay());
    }

    private static Table chain(List<List<@Nullable String>> rows) {
        return Table.of(
                "chain",
                Map.of(),
                List.of(
                        Column.text("step"),
                        Column.text("currency"),
                        Column.decimal("before", null),
                        Column.decimal("saved", null),
                        Column.decimal("after", null)),
                rows,
                List.of());
    }

    private static Table returns(Savings savings, Money investment) {
        CurrencySavings same = savings.currencies().stream()
                .filter(currency -> currency.cost().currency().equals(investment.currency()))
                .findFirst()
                .orElse(null);
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (same == null) {
            notes.add("nothing was charged in " + investment.currency()
                    + ", so nothing can be set against the investment: state it in the currency of the savings");
        }
        if (same != null) {
            Optional<Projection> year = projection(savings, investment.currency(), same.byDay());
            rows.add(returnRow("over the span", investment, same.saved(), null, null));
            year.ifPresent(projection -> {
                rows.add(returnRow("a year at this pace", investment, projection.year(), projection.days(), same));
                rows.add(returnRow("a year, low", investment, projection.low(), null, null));
                rows.add(returnRow("a year, high", investment, projection.high(), null, null));
            });
        }
        return Table.of(
                "investment",
                Map.of("investment", investment.toString()),
                List.of(
                        Column.text("over"),
                        Column.decimal("saved", investment.currency()),
                        Column.decimal("roi", null),
                        Column.decimal("payback_days", "days")),
                rows,
                notes);
    }

    private static List<@Nullable String> returnRow(
            String over, Money investment, Money saved, @Nullable Integer days, @Nullable CurrencySavings same) {
        String payback = null;
        if (days != null && same != null && same.saved().amount().signum() > 0) {
            payback = investment
                    .amount()
                    .multiply(BigDecimal.valueOf(days))
                    .divide(same.saved().amount(), 1, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        return cells(
                over,
                money(saved),
                investment.isZero()
                        ? null
                        : saved.amount()
                                .divide(investment.amount(), 4, RoundingMode.HALF_EVEN)
                                .toPlainString(),
                payback);
    }

    private static List<String> notes(Savings savings) {
        List<String> notes = new ArrayList<>();
        if (savings.currencies().isEmpty()) {
            notes.add("nothing was charged: import some usage with outlay import, or widen the span and the filters");
            return notes;
        }
        for (Step step : Step.values()) {
            notes.add(step.text() + ": baseline is " + step.counterfactual());
        }
        notes.add("a year is 365 times the mean day from " + savings.firstDay() + " to " + savings.lastDay()
                + "; its low and high are the 5th and 95th percentile of 1,000 seeded re-samples of these days");
        return notes;
    }

    private static String counted(SortedMap<String, Long> counts) {
        List<String> texts = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(BASES_SHOWN)
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .toList();
        int more = counts.size() - texts.size();
        return String.join("; ", texts) + (more > 0 ? "; and " + more + " more" : "");
    }

    private static @Nullable String percent(Money part, Money whole) {
        return Texts.percentOrNull(part.amount(), whole.amount());
    }

    private static String money(Money money) {
        return Texts.money(money.amount());
    }

    private static List<@Nullable String> cells(@Nullable String... texts) {
        List<@Nullable String> row = new ArrayList<>();
        for (String text : texts) {
            row.add(text);
        }
        return row;
    }
}
