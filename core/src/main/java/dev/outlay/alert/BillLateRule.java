package dev.outlay.alert;

import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.outlook.SourceFreshness;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A provider's bill that should be there: one that came day by day and stopped, or that of the month that is over.
///
/// A monthly bill is expected of a provider that billed both months before. When providers settle a month differs;
/// `after` counts from its end, and from the last day billed for bills that come day by day.
final class BillLateRule implements Rule {

    private static final int MONTHS_BEFORE = 2;

    @Override
    public String name() {
        return "bill-late";
    }

    @Override
    public String description() {
        return "A provider's bill is missing so long after the month it is for, or after the last day billed.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.duration(
                "after",
                "7d",
                Duration.ofHours(24),
                Duration.ofDays(40),
                "Alert so long after the month or the last day"));
    }

    @Override
    public List<String> labels() {
        return List.of("provider", "service-category", "month");
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        var sheet = new Judgement.Sheet();
        Duration after = watch.duration("after");
        for (SourceFreshness source : situation.late(ChargeStatus.BILLED, after)) {
            sheet.add(daily(source));
        }
        YearMonth month =
                YearMonth.from(situation.now().atOffset(ZoneOffset.UTC)).minusMonths(1);
        if (!situation.now().isBefore(start(month.plusMonths(1)).plus(after))) {
            monthly(situation, month, sheet);
        }
        return sheet.judgement();
    }

    private static Finding daily(SourceFreshness source) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("billed up to", Wording.minute(source.chargedTo()));
        figures.put("silent for", Wording.length(source.age()));
        return Finding.of(
                "bill of " + FeedStaleRule.name(source),
                true,
                "The bill of " + FeedStaleRule.name(source) + " came day by day and reaches up to "
                        + Wording.minute(source.chargedTo()) + ", " + Wording.length(source.age()) + " ago.",
                figures,
                List.of(),
                FeedStaleRule.labels(source));
    }

    private static void monthly(Situation situation, YearMonth month, Judgement.Sheet sheet) {
        Map<String, Set<YearMonth>> billed = new TreeMap<>();
        Totals totals = situation
                .ledger()
                .totals(TotalsQuery.of(Measure.BILLED)
                        .by(Dimension.Named.PROVIDER)
                        .grain(Grain.MONTH)
                        .where(new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.BILLED.text())))
                        .in(new Span(start(month.minusMonths(MONTHS_BEFORE)), start(month.plusMonths(1)))));
        for (Totals.Row row : totals.rows()) {
            @Nullable String provider = row.dimensions().getFirst();
            if (provider != null && row.bucket() != null) {
                billed.computeIfAbsent(provider, _ -> new TreeSet<>())
                        .add(YearMonth.from(row.bucket().atOffset(ZoneOffset.UTC)));
            }
        }
        billed.forEach((provider, months) -> {
            boolean usual = months.contains(month.minusMonths(1)) && months.contains(month.minusMonths(2));
            if (usual && !months.contains(month)) {
                sheet.add(Finding.of(
                        "bill of " + provider + " for " + month,
                        true,
                        "The bill of " + provider + " for " + month + " is not there, "
                                + Wording.length(Duration.between(start(month.plusMonths(1)), situation.now()))
                                + " after the month; those of the two months before are.",
                        Map.of("month", month.toString(), "billed before", months.toString()),
                        List.of(),
                        Map.of("provider", provider, "month", month.toString())));
            }
        });
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
