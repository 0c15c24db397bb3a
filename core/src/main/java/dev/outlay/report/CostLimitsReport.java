package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Reservation;
import dev.outlay.budget.Standing;
import dev.outlay.budget.Tree;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs and pods with a limit of what they may cost themselves, and how much of it is spent: stated by the pod's
/// annotation, with the reservation, or by a budget for all of its runs or pods.
final class CostLimitsReport implements Report {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /// The annotation of a pod, which its usage has as a tag: an amount, in US dollars where it names no currency.
    static final String ANNOTATION = "gpu-autoscaler.io/cost-limit";

    private static final Duration USUAL = Duration.ofDays(31);
    private static final Parameter ALL = Parameter.flag("all", "Also those that are within their limit");

    private record Entry(String kind, String name, Money limit, BigDecimal spent, String source) {

        boolean isOver() {
            return spent.compareTo(limit.amount()) > 0;
        }

        BigDecimal part() {
            return spent.movePointRight(2).divide(limit.amount(), 2, RoundingMode.HALF_EVEN);
        }
    }

    @Override
    public String name() {
        return "cost-limits";
    }

    @Override
    public String description() {
        return "Runs and pods that have spent more than they may cost themselves, by annotation, reservation or budget.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(ALL));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("budget limits --all --last 7d    # every run and pod with a limit, the fullest first");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span asked = Period.of(parameters, desk.now());
        Span span = asked == null ? Period.upTo(desk.now(), USUAL) : asked;
        LedgerReader ledger = desk.ledger();
        List<String> notes = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(annotated(ledger, span, notes));
        entries.addAll(reserved(ledger, desk));
        entries.addAll(byBudget(ledger, desk));
        entries.sort(Comparator.comparing(Entry::part).reversed().thenComparing(Entry::name));
        List<Entry> over = entries.stream().filter(Entry::isOver).toList();
        List<Entry> shown = parameters.flag(ALL.name()) ? entries : over;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("with_limit", Integer.toString(entries.size()));
        heading.put("over", Integer.toString(over.size()));
        heading.put(Table.FEASIBLE, Boolean.toString(over.isEmpty()));
        if (asked == null) {
            notes.add(
                    "annotations of pods are looked for in charges of the last 31 days: say --from or --last for others");
        }
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("kind"),
                        Column.text("name"),
                        Column.decimal("limit", null),
                        Column.decimal("spent", null),
                        Column.text("currency"),
                        Column.decimal("used_percent", null),
                        Column.text("verdict"),
                        Column.text("stated_by")),
                shown.stream().map(CostLimitsReport::row).toList(),
                notes);
    }

    private static List<Entry> annotated(LedgerReader ledger, Span span, List<String> notes) {
        var annotation = new Dimension.Tag(ANNOTATION);
        List<Entry> found = new ArrayList<>();
        Totals totals = ledger.totals(TotalsQuery.of(Measure.EFFECTIVE)
                .by(Named.NAMESPACE, Named.POD, annotation)
                .in(span));
        for (Totals.Row row : totals.rows()) {
            String pod = row.dimensions().get(1);
            String stated = row.dimensions().get(2);
            if (pod == null || stated == null) {
                continue;
            }
            String namespace = row.dimensions().getFirst();
            String name = namespace == null ? pod : namespace + "/" + pod;
            Optional<Money> limit = money(stated);
            if (limit.isEmpty()) {
                notes.add("the annotation of the pod " + name + " is no amount above zero: " + stated);
            } else if (limit.get().currency().equals(row.currency())) {
                found.add(new Entry("pod", name, limit.get(), spent(row), "annotation " + ANNOTATION));
            } else {
                notes.add("the pod " + name + " is charged in " + row.currency() + " and limited in "
                        + limit.get().currency() + ": not compared");
            }
        }
        return found;
    }

    private static Optional<Money> money(String stated) {
        try {
            List<String> words = SPACES.splitAsStream(stated.strip()).toList();
            var money =
                    words.size() == 1 ? Money.of("USD", words.getFirst()) : Money.of(words.get(1), words.getFirst());
            return words.size() > 2 || money.amount().signum() <= 0 ? Optional.empty() : Optional.of(money);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Entry> reserved(LedgerReader ledger, Desk desk) {
        List<Entry> found = new ArrayList<>();
        for (Standing standing : Doors.of(desk).reservations()) {
            Reservation reservation = standing.reservation();
            Money limit = reservation.ask().costLimit();
            for (Named kind : List.of(Named.RUN, Named.POD)) {
                String name = reservation.ask().who().get(kind);
                if (limit != null && name != null) {
                    BigDecimal spent = ledger
                            .totals(TotalsQuery.of(Measure.EFFECTIVE).where(new Filter(kind, Set.of(name))))
                            .rows()
                            .stream()
                            .filter(row -> limit.currency().equals(row.currency()))
                            .map(CostLimitsReport::spent)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    found.add(new Entry(kind.text(), name, limit, spent, "reservation " + reservation.id()));
                    break;
                }
            }
        }
        return found;
    }

    private static List<Entry> byBudget(LedgerReader ledger, Desk desk) {
        List<Entry> found = new ArrayList<>();
        Tree tree = BudgetState.of(ledger).tree();
        for (Budget budget : tree.budgets()) {
            Span period = budget.periodAt(desk.now()).orElse(null);
            if (period != null && budget.limit().unit() instanceof BudgetUnit.Currency currency) {
                found.addAll(each(
                        ledger,
                        tree,
                        budget,
                        period,
                        currency,
                        Named.RUN,
                        budget.guard().perRun()));
                found.addAll(each(
                        ledger,
                        tree,
                        budget,
                        period,
                        currency,
                        Named.POD,
                        budget.guard().perPod()));
            }
        }
        return found;
    }

    private static List<Entry> each(
            LedgerReader ledger,
            Tree tree,
            Budget budget,
            Span period,
            BudgetUnit.Currency currency,
            Named kind,
            @Nullable BigDecimal most) {
        if (most == null) {
            return List.of();
        }
        var query = new TotalsQuery(
                List.of(budget.measure()),
                List.of(kind),
                Grain.NONE,
                tree.scope(budget).filters(),
                period);
        return ledger.totals(query).rows().stream()
                .filter(row ->
                        row.dimensions().getFirst() != null && currency.code().equals(row.currency()))
                .map(row -> new Entry(
                        kind.text(),
                        Objects.requireNonNull(row.dimensions().getFirst()),
                        new Money(currency.code(), most),
                        spent(row),
                        "budget " + budget.name()))
                .toList();
    }

    private static BigDecimal spent(Totals.Row row) {
        BigDecimal spent = row.measures().getFirst();
        return spent == null ? BigDecimal.ZERO : spent;
    }

    private static List<@Nullable String> row(Entry entry) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(entry.kind());
        row.add(entry.name());
        row.add(Texts.money(entry.limit().amount()));
        row.add(Texts.money(entry.spent()));
        row.add(entry.limit().currency());
        row.add(Decimals.text(entry.part()));
        row.add(entry.isOver() ? "over" : "ok");
        row.add(entry.source());
        return row;
    }
}
