package dev.outlay.alert;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetBook;
import dev.outlay.budget.BudgetStatus;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Reserves;
import dev.outlay.budget.Spent;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A budget that reached one of its own thresholds, or that will be over its limit when its period ends.
///
/// Thresholds come with their severity and with whom they tell. Of several that are reached the highest fires;
/// those below it go on where they fired before. A new period is another alert.
final class BudgetRule implements Rule {

    /// What is looked at.
    enum Kind {
        THRESHOLD,
        OVERRUN
    }

    private final Kind kind;

    BudgetRule(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind == Kind.THRESHOLD ? "budget-threshold" : "budget-overrun";
    }

    @Override
    public String description() {
        return kind == Kind.THRESHOLD
                ? "What was spent against a budget reached one of its thresholds."
                : "A budget is expected to be over its limit when its period ends.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return switch (kind) {
            case THRESHOLD ->
                List.of(Threshold.percent(
                        "clear", "2", "0", "100", "End so many points of the limit below the threshold"));
            case OVERRUN ->
                List.of(
                        Threshold.percent("percent", "100", "1", "1000", "Alert from so much of the limit on"),
                        Threshold.percent("clear", "95", "0", "1000", "End below so much of the limit"),
                        Threshold.word(
                                "by",
                                List.of("value", "low"),
                                "What is held against the limit: the expected value, or the low end of its interval"));
        };
    }

    @Override
    public List<String> labels() {
        List<String> labels = new ArrayList<>(List.of("budget"));
        labels.addAll(SpendLines.DIMENSIONS);
        return labels;
    }

    @Override
    public void check(Function<String, BigDecimal> number) {
        if (kind == Kind.OVERRUN) {
            Threshold.inOrder(name(), number.apply("percent"), number.apply("clear"), true);
        }
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        var sheet = new Judgement.Sheet();
        BudgetBook book = situation.budgets();
        Instant now = situation.now();
        Reserves reserves = Reserves.of(situation.ledger(), now);
        for (Budget budget : book.tree().budgets()) {
            BudgetStatus status = BudgetStatus.of(book, budget, reserves, now);
            Spent spent = status.spent();
            // what ended is over, and what has not begun has spent nothing
            if (spent != null && now.isBefore(spent.period().to())) {
                switch (kind) {
                    case THRESHOLD -> reached(watch, status, spent, sheet);
                    case OVERRUN -> overrun(watch, status, spent, sheet);
                }
            }
        }
        return sheet.judgement();
    }

    private static void reached(Watch watch, BudgetStatus status, Spent spent, Judgement.Sheet sheet) {
        BigDecimal percent = status.percent();
        dev.outlay.budget.Threshold highest = status.reached();
        for (dev.outlay.budget.Threshold threshold : status.budget().thresholds()) {
            boolean holds = threshold.equals(highest);
            boolean notGood =
                    threshold.percent().subtract(watch.number("clear")).compareTo(percent) <= 0;
            if (!holds && !notGood) {
                continue;
            }
            String of = Decimals.text(threshold.percent()) + " %";
            Map<String, String> figures = figures(status, spent);
            if (!threshold.recipients().isEmpty()) {
                figures.put("recipients", String.join(", ", threshold.recipients()));
            }
            sheet.add(new Finding(
                    subject(status, spent) + " at " + of,
                    holds,
                    Severity.of(threshold.severity().text()),
                    "The budget " + status.budget().name() + " has spent " + amount(status, status.amount()) + " of "
                            + status.budget().limit().text() + ", " + Decimals.text(percent)
                            + " %, and so reached its threshold of " + of + ".",
                    figures,
                    List.of(),
                    labels(status),
                    threshold.recipients()));
        }
    }

    private static void overrun(Watch watch, BudgetStatus status, Spent spent, Judgement.Sheet sheet) {
        boolean surely = watch.text("by").orElseThrow().equals("low");
        Optional<BigDecimal> expected = Optional.ofNullable(surely ? status.projectedLow() : status.projected());
        String subject = subject(status, spent);
        if (expected.isEmpty()) {
            sheet.leaveOpen(subject, "too few days are known to expect anything");
            return;
        }
        BigDecimal limit = status.budget().limit().amount();
        BigDecimal percent = expected.get().movePointRight(2).divide(limit, MathContext.DECIMAL64);
        boolean holds = percent.compareTo(watch.number("percent")) >= 0;
        if (!holds && percent.compareTo(watch.number("clear")) < 0) {
            return;
        }
        Map<String, String> figures = figures(status, spent);
        String runsOut = status.runsOut() == null ? "" : ", and reaches its limit about " + status.runsOut();
        sheet.add(Finding.of(
                subject,
                holds,
                "The budget " + status.budget().name() + " is expected to spend "
                        + figures.getOrDefault("expected", amount(status, expected.get())) + " of "
                        + status.budget().limit().text() + " until "
                        + Wording.minute(spent.period().to()) + runsOut
                        + ".",
                figures,
                List.of(),
                labels(status)));
    }

    private static String subject(BudgetStatus status, Spent spent) {
        String from = spent.period()
                .from()
                .atZone(status.budget().zone())
                .toLocalDate()
                .toString();
        return "budget " + status.budget().name() + " from " + from;
    }

    private static Map<String, String> figures(BudgetStatus status, Spent spent) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("spent", amount(status, status.amount()));
        figures.put("limit", status.budget().limit().text());
        figures.put("spent of limit", Decimals.text(status.percent()) + " %");
        if (status.reserved().signum() != 0) {
            figures.put("reserved", amount(status, status.reserved()));
        }
        BigDecimal projected = status.projected();
        if (projected != null && status.projectedLow() != null && status.projectedHigh() != null) {
            figures.put(
                    "expected",
                    amount(status, projected) + " (" + Say.figure(status.projectedLow()) + " to "
                            + Say.figure(status.projectedHigh()) + " with 90 %)");
        }
        if (status.rest() != null) {
            figures.put("basis", status.rest().basis());
        }
        if (status.runsOut() != null) {
            figures.put("limit reached about", status.runsOut().toString());
        }
        figures.put("period", spent.period().toString());
        return figures;
    }

    private static String amount(BudgetStatus status, BigDecimal amount) {
        Limit limit = status.budget().limit();
        return Say.figure(amount) + " " + limit.unit().text();
    }

    private static Map<String, String> labels(BudgetStatus status) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("budget", status.budget().name());
        status.budget().scope().wanted().forEach((dimension, values) -> {
            if (values.size() == 1) {
                labels.put(dimension.text(), values.iterator().next());
            }
        });
        return labels;
    }
}
