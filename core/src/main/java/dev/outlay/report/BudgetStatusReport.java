package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetBook;
import dev.outlay.budget.BudgetStatus;
import dev.outlay.budget.Health;
import dev.outlay.budget.Reserves;
import dev.outlay.budget.SpendForecast;
import dev.outlay.budget.Spent;
import dev.outlay.budget.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where every budget stands, and where it is heading.
final class BudgetStatusReport implements Report {

    // a ledger that is fed by the hour or by the day is not late before that
    private static final Duration LATE = Duration.ofHours(36);
    // the outlook asks the ledger anew for each of them
    private static final int MOST_WITH_OUTLOOK = 20;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);
    private static final Parameter STATUS =
            Parameter.many("status", "warning,critical,exceeded", "Only budgets of these statuses (default: all)");
    private static final Parameter FORMAT = Parameter.one(
            "format", "detailed", "summary, or detailed with the budget above, the period and more (default: summary)");

    @Override
    public String name() {
        return "budget-status";
    }

    @Override
    public String description() {
        return "Where every budget stands: spent, reserved, left, the pace, the projection with its interval, the status.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BudgetTexts.NAME, STATUS, FORMAT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget status    # all budgets, those above before those below",
                "budget status vision --format detailed --output json    # one budget with all there is, for a program",
                "budget status --status warning,critical,exceeded    # those to look at");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Instant now = desk.now();
        var book = new BudgetBook(
                desk.ledgers().get(), desk.catalog(), () -> desk.allocation().owners(), now);
        Collection<Budget> asked = BudgetTexts.named(parameters, book.tree())
                .<Collection<Budget>>map(List::of)
                .orElseGet(() -> book.tree().budgets());
        List<Health> wanted = parameters.many(STATUS.name(), BudgetStatusReport::health);
        Reserves reserves = Reserves.of(desk.ledger(), now);
        SpendForecast forecast = asked.size() <= MOST_WITH_OUTLOOK
                ? SpendForecast.ofOutlook(desk.ledger(), book.tree(), now)
                : SpendForecast.ofPace();
        List<BudgetStatus> statuses = asked.stream()
                .map(budget -> BudgetStatus.of(book, budget, reserves, forecast, now))
                .filter(status -> wanted.isEmpty() || wanted.contains(status.health()))
                .toList();
        boolean detailed =
                parameters.one(FORMAT.name(), BudgetStatusReport::isDetailed).orElse(false);
        Instant dataUntil = BudgetTexts.dataUntil(desk.ledger(), now);
        return Table.of(
                name(),
                heading(statuses, dataUntil, now),
                columns(detailed),
                statuses.stream().map(status -> row(status, detailed, now)).toList(),
                notes(statuses, book, dataUntil, now));
    }

    private static Map<String, @Nullable String> heading(
            List<BudgetStatus> statuses, @Nullable Instant dataUntil, Instant now) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budgets", Integer.toString(statuses.size()));
        for (Health health : Health.values()) {
            heading.put(
                    health.text(),
                    Long.toString(statuses.stream()
                            .filter(status -> status.health() == health)
                            .count()));
        }
        heading.put("now", now.toString());
        heading.put("data_until", dataUntil == null ? null : dataUntil.toString());
        return heading;
    }

    private static List<Column> columns(boolean detailed) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("budget"),
                Column.text("status"),
                Column.decimal("spent", null),
                Column.decimal("reserved", null),
                Column.decimal("limit", null),
                Column.text("unit"),
                Column.decimal("percent", "%"),
                Column.decimal("left", null),
                Column.decimal("per_day", null),
                Column.decimal("projected", null),
                Column.decimal("projected_low", null),
                Column.decimal("projected_high", null),
                Column.decimal("days_remaining", null),
                Column.time("runs_out")));
        if (detailed) {
            columns.addAll(List.of(
                    Column.text("parent"),
                    Column.text("threshold"),
                    Column.text("recipients"),
                    Column.time("from"),
                    Column.time("to"),
                    Column.time("counted_from"),
                    Column.time("last_charge")));
        }
        return columns;
    }

    private static List<@Nullable String> row(BudgetStatus status, boolean detailed, Instant now) {
        Budget budget = status.budget();
        Spent spent = status.spent();
        LocalDate runsOut = status.runsOut();
        List<@Nullable String> row = new ArrayList<>();
        row.add(budget.name());
        row.add(status.health().text());
        row.add(BudgetTexts.amount(budget, status.amount()));
        row.add(BudgetTexts.amount(budget, status.reserved()));
        row.add(BudgetTexts.amount(budget, budget.limit().amount()));
        row.add(budget.limit().unit().text());
        row.add(status.percent().toPlainString());
        row.add(BudgetTexts.amount(budget, status.left()));
        row.add(BudgetTexts.estimate(status.perDay()));
        row.add(BudgetTexts.estimate(status.projected()));
        row.add(BudgetTexts.estimate(status.projectedLow()));
        row.add(BudgetTexts.estimate(status.projectedHigh()));
        row.add(spent == null ? null : daysRemaining(spent, now));
        row.add(runsOut == null ? null : runsOut.toString());
        if (detailed) {
            addDetails(row, status);
        }
        return row;
    }

    private static void addDetails(List<@Nullable String> row, BudgetStatus status) {
        Spent spent = status.spent();
        Threshold reached = status.reached();
        Instant last = status.lastCharge();
        row.add(status.budget().parent());
        row.add(reached == null ? null : reached.percent().toPlainString() + " %");
        row.add(reached == null || reached.recipients().isEmpty() ? null : String.join(", ", reached.recipients()));
        row.add(spent == null ? null : spent.period().from().toString());
        row.add(spent == null ? null : spent.period().to().toString());
        row.add(spent == null ? null : spent.from().toString());
        row.add(last == null ? null : last.atZone(ZoneOffset.UTC).toLocalDate().toString());
    }

    private static boolean isDetailed(String text) {
        return switch (text) {
            case "summary" -> false;
            case "detailed" -> true;
            default -> throw new IllegalArgumentException("summary or detailed is expected, not " + text);
        };
    }

    private static String daysRemaining(Spent spent, Instant now) {
        Duration left = Duration.between(now, spent.period().to());
        return left.isNegative()
                ? "0"
                : BigDecimal.valueOf(left.toSeconds())
                        .divide(SECONDS_PER_DAY, 1, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static List<String> notes(
            List<BudgetStatus> statuses, BudgetBook book, @Nullable Instant dataUntil, Instant now) {
        Set<String> notes = new LinkedHashSet<>();
        for (BudgetStatus status : statuses) {
            Spent spent = status.spent();
            if (spent == null) {
                continue;
            }
            BudgetTexts.notCounted(status.budget(), spent.notCounted()).ifPresent(notes::add);
            if (spent.unknown() > 0) {
                notes.add(status.budget().name() + ": " + spent.unknown()
                        + " charges of which nothing could be counted, such as usage without a price: see outlay prices"
                        + " unknown");
            }
            if (!spent.from().equals(spent.period().from())) {
                notes.add(status.budget().name() + " was reset: it counts from " + spent.from());
            }
        }
        String unprojected = statuses.stream()
                .filter(status -> status.rest() == null && status.spent() != null && status.health() != Health.EXPIRED)
                .map(status -> status.budget().name())
                .limit(5)
                .collect(Collectors.joining(", "));
        if (!unprojected.isEmpty()) {
            notes.add("no projection for budgets with too few whole days of spend, such as " + unprojected);
        }
        statuses.stream()
                .flatMap(status -> Optional.ofNullable(status.rest()).stream())
                .map(rest -> "projection: " + rest.basis())
                .limit(3)
                .forEach(notes::add);
        if (book.tree().size() == 0) {
            notes.add("there are no budgets: state some with outlay budget set FILE or budget create");
        } else if (dataUntil == null) {
            notes.add("the ledger holds no charges up to now: nothing can have been spent");
        } else if (Duration.between(dataUntil, now).compareTo(LATE) > 0) {
            notes.add("the ledger's charges end at " + dataUntil + ", "
                    + Duration.between(dataUntil, now).toHours() + " hours before now: what was spent since is not in"
                    + " these figures");
        }
        return List.copyOf(notes);
    }

    private static Health health(String text) {
        if (text.equals("ok")) {
            return Health.HEALTHY;
        }
        return Arrays.stream(Health.values())
                .filter(health -> health.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "planned, healthy (or ok), warning, critical, exceeded or expired is expected, not " + text));
    }
}
