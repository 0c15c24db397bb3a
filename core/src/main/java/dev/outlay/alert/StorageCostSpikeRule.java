package dev.outlay.alert;

import dev.outlay.ledger.Grain;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A whole UTC day of storage that cost so many percent more than the median of the days before.
///
/// A day without a charge counts as nothing spent, once there was a first. Below seven days nothing is usual yet.
final class StorageCostSpikeRule implements Rule {

    private static final int ENOUGH = 7;
    private static final Duration LATEST = Duration.ofDays(4);

    @Override
    public String name() {
        return "storage-cost-spike";
    }

    @Override
    public String description() {
        return "Storage cost so many percent more on a day than on the days before it.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.percent("percent", "50", "1", "100000", "Alert from so much more than usual on"),
                Threshold.percent("clear", "25", "0", "100000", "End where it is less than so much more"),
                Threshold.money("at-least", "Never alert where the day cost less than this"),
                Threshold.number("days", "14", "7", "400", "How many days before tell what is usual"));
    }

    @Override
    public List<String> labels() {
        return SpendLines.DIMENSIONS;
    }

    @Override
    public List<String> splits() {
        return SpendLines.DIMENSIONS;
    }

    @Override
    public void check(Function<String, BigDecimal> number) {
        Threshold.inOrder(name(), number.apply("percent"), number.apply("clear"), true);
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Instant today = situation.now().truncatedTo(ChronoUnit.DAYS);
        int days = watch.number("days").intValue();
        Span known = new Span(today.minus(LATEST).minus(days + 1L, ChronoUnit.DAYS), today);
        var sheet = new Judgement.Sheet();
        for (SpendLines.Line line : SpendLines.lines(watch, situation, SpendLines.STORAGE, Grain.DAY, known)) {
            Instant day = line.buckets().lastKey();
            if (!day.isBefore(today.minus(LATEST))) {
                judge(watch, situation, line, Span.of(day, Duration.ofDays(1)), sheet);
            }
        }
        return sheet.judgement();
    }

    private static void judge(Watch watch, Situation situation, SpendLines.Line line, Span day, Judgement.Sheet sheet) {
        String whose = SpendLines.whose(watch, line);
        String subject = "storage" + (whose.isEmpty() ? "" : " of " + whose) + " in " + line.currency();
        List<BigDecimal> before = new ArrayList<>();
        Instant from = day.from();
        int days = watch.number("days").intValue();
        while (before.size() < days && from.isAfter(line.buckets().firstKey())) {
            from = from.minus(1, ChronoUnit.DAYS);
            before.add(line.in(Span.of(from, Duration.ofDays(1))));
        }
        BigDecimal median = before.isEmpty() ? BigDecimal.ZERO : SpendLines.median(before);
        if (before.size() < ENOUGH || median.signum() <= 0) {
            sheet.leaveOpen(subject, before.size() + " days before it are known, of " + ENOUGH);
            return;
        }
        Money spent = new Money(line.currency(), line.in(day));
        Money usual = new Money(line.currency(), median);
        BigDecimal more = spent.minus(usual).amount().movePointRight(2).divide(usual.amount(), MathContext.DECIMAL64);
        boolean enough = watch.money("at-least")
                .map(least -> !least.currency().equals(line.currency()) || spent.compareTo(least) >= 0)
                .orElse(true);
        boolean holds = more.compareTo(watch.number("percent")) >= 0 && enough;
        if (!holds && more.compareTo(watch.number("clear")) < 0) {
            return;
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("day", day.from().toString().substring(0, 10));
        figures.put("spent", spent.toString());
        figures.put("usual", usual.toString());
        figures.put("more", Say.figure(more) + " %");
        figures.put("basis", "median of the " + before.size() + " days before");
        sheet.add(Finding.of(
                subject,
                holds,
                "Storage" + (whose.isEmpty() ? "" : " of " + whose) + " cost " + Say.money(spent) + " on "
                        + day.from().toString().substring(0, 10) + ", " + Say.figure(more) + " % more than the usual "
                        + Say.money(usual) + " a day.",
                figures,
                holds ? SpendLines.largest(watch, situation, SpendLines.STORAGE, line, day) : List.of(),
                SpendLines.labels(watch, line)));
    }
}
