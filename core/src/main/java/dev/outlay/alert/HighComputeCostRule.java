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

/// Compute that costs more an hour than an amount, or than so many times what is usual.
///
/// Usual is the median of the spans of the same length before, as far as there are charges; below seven of them
/// nothing is usual yet.
final class HighComputeCostRule implements Rule {

    private static final int ENOUGH = 7;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    @Override
    public String name() {
        return "high-compute-cost";
    }

    @Override
    public String description() {
        return "An hour of compute costs more than an amount, or than so many times the usual.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.money("per-hour", "Alert from so much an hour on, in place of times"),
                Threshold.number("times", "2", "1", "1000", "Alert from so many times the usual on"),
                Threshold.money("at-least", "Never alert below so much an hour"),
                Threshold.percent("clear", "90", "1", "100", "End below so much of what begins it"),
                Threshold.duration(
                        "over", "24h", Duration.ofHours(1), Duration.ofDays(31), "The span whose mean hour counts"),
                Threshold.number("spans", "14", "7", "400", "How many spans before tell what is usual"));
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
    public Judgement judge(Watch watch, Situation situation) {
        Duration over = watch.duration("over");
        int spans = watch.number("spans").intValue();
        Instant now = situation.now();
        Span known = new Span(now.minus(over.multipliedBy(spans + 2L)), now);
        List<SpendLines.Line> lines = SpendLines.lines(watch, situation, SpendLines.COMPUTE, Grain.HOUR, known);
        var sheet = new Judgement.Sheet();
        for (SpendLines.Line line : lines) {
            Instant end = line.buckets().lastKey().plus(1, ChronoUnit.HOURS);
            if (end.isBefore(now.minus(over))) {
                // what ended costs nothing any more, and what is late is told by another rule
                continue;
            }
            judge(watch, situation, line, new Span(end.minus(over), end), spans, sheet);
        }
        return sheet.judgement();
    }

    private void judge(
            Watch watch, Situation situation, SpendLines.Line line, Span span, int spans, Judgement.Sheet sheet) {
        String whose = SpendLines.whose(watch, line);
        String subject = "compute" + (whose.isEmpty() ? "" : " of " + whose) + " in " + line.currency();
        Money rate = perHour(line, span);
        Money limit;
        String what;
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("an hour", rate.toString());
        if (watch.money("per-hour").isPresent()) {
            limit = watch.money("per-hour").get();
            if (!limit.currency().equals(line.currency())) {
                return;
            }
            what = "more than the " + Say.money(limit) + " that were set";
        } else {
            List<BigDecimal> before = before(line, span, spans);
            if (before.size() < ENOUGH) {
                sheet.leaveOpen(subject, "only " + before.size() + " spans before it are known, of " + ENOUGH);
                return;
            }
            Money usual = perHour(new Money(line.currency(), SpendLines.median(before)), span);
            if (usual.amount().signum() <= 0) {
                sheet.leaveOpen(subject, "usually it costs nothing");
                return;
            }
            limit = usual.times(watch.number("times"));
            figures.put("usually an hour", usual.toString());
            figures.put("times", Say.figure(rate.amount().divide(usual.amount(), MathContext.DECIMAL64)));
            figures.put("basis", "median of " + before.size() + " spans of " + Wording.length(span.length()));
            what = Say.figure(rate.amount().divide(usual.amount(), MathContext.DECIMAL64)) + " times the usual "
                    + Say.money(usual);
        }
        figures.put("limit an hour", limit.toString());
        figures.put("span", span.toString());
        boolean enough = watch.money("at-least")
                .map(least -> !least.currency().equals(line.currency()) || rate.compareTo(least) >= 0)
                .orElse(true);
        boolean holds = rate.compareTo(limit) >= 0 && enough;
        boolean notGood = rate.compareTo(limit.times(Say.share(watch.number("clear")))) >= 0;
        if (holds || notGood) {
            sheet.add(Finding.of(
                    subject,
                    holds,
                    "Compute" + (whose.isEmpty() ? "" : " of " + whose) + " costs " + Say.money(rate) + " an hour, "
                            + what + ".",
                    figures,
                    holds ? SpendLines.largest(watch, situation, SpendLines.COMPUTE, line, span) : List.of(),
                    SpendLines.labels(watch, line)));
        }
    }

    /// What was spent in the spans before, the latest first, as far back as charges reach.
    private static List<BigDecimal> before(SpendLines.Line line, Span span, int spans) {
        List<BigDecimal> before = new ArrayList<>();
        Instant to = span.from();
        for (int i = 0;
                i < spans && !to.minus(span.length()).isBefore(line.buckets().firstKey());
                i++) {
            Instant from = to.minus(span.length());
            before.add(line.in(new Span(from, to)));
            to = from;
        }
        return before;
    }

    private static Money perHour(SpendLines.Line line, Span span) {
        return perHour(new Money(line.currency(), line.in(span)), span);
    }

    private static Money perHour(Money spent, Span span) {
        return spent.times(SECONDS_PER_HOUR).dividedBy(span.seconds());
    }
}
