package dev.outlay.alert;

import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.outlook.Anomalies;
import dev.outlay.outlook.Anomaly;
import dev.outlay.outlook.AnomalyQuestion;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spend that is unlike before, with its cause: what `outlay anomalies` finds, as an alert.
///
/// One that is over goes on being told for as long as `within` says, so that a single bad night is heard of too.
final class AnomalyRule implements Rule {

    private static final Duration LOOKED = Duration.ofDays(30);

    @Override
    public String name() {
        return "anomaly";
    }

    @Override
    public String description() {
        return "Spend is unlike before by so much, with its cause.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.number(
                        "least",
                        AnomalyQuestion.LEAST.toPlainString(),
                        "0",
                        "1000000000",
                        "Tell from so much over or under the usual on, in any currency"),
                Threshold.percent(
                        "percent",
                        AnomalyQuestion.LEAST_SHARE.movePointRight(2).toPlainString(),
                        "0",
                        "100000",
                        "Tell from so much of the usual on"),
                Threshold.duration(
                        "within",
                        "48h",
                        Duration.ofHours(1),
                        LOOKED,
                        "How long ago one may have ended for somebody to be told"));
    }

    @Override
    public List<String> labels() {
        return SpendLines.DIMENSIONS;
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Instant now = situation.now();
        var question = new AnomalyQuestion(
                new Span(now.minus(LOOKED), now),
                Measure.EFFECTIVE,
                List.of(),
                watch.number("least"),
                Say.share(watch.number("percent")));
        var sheet = new Judgement.Sheet();
        for (Anomaly anomaly : new Anomalies(situation.ledger(), now).find(question)) {
            boolean late = !anomaly.ongoing()
                    && anomaly.to().plus(watch.duration("within")).isBefore(now);
            if (!late) {
                sheet.add(finding(anomaly));
            }
        }
        return sheet.judgement();
    }

    private static Finding finding(Anomaly anomaly) {
        String unit = anomaly.currency() == null ? "" : " " + anomaly.currency();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("kind", anomaly.kind().text());
        figures.put("actual", Say.figure(anomaly.actual()) + unit);
        figures.put("usual", Say.figure(anomaly.usual()) + unit);
        figures.put("excess", Say.figure(anomaly.excess()) + unit);
        figures.put("a day", Say.figure(anomaly.perDay()) + unit);
        if (anomaly.byPrice() != null && anomaly.byQuantity() != null) {
            figures.put("by price", Say.figure(anomaly.byPrice()) + unit);
            figures.put("by quantity", Say.figure(anomaly.byQuantity()) + unit);
        }
        if (!anomaly.newRuns().isEmpty()) {
            figures.put("new runs", String.join(", ", anomaly.newRuns()));
        }
        figures.put("since", Wording.minute(anomaly.from()));
        Map<String, String> labels = new LinkedHashMap<>();
        for (Filter filter : anomaly.cause()) {
            if (filter.values().size() == 1) {
                Say.put(
                        labels,
                        filter.dimension().text(),
                        filter.values().iterator().next());
            }
        }
        return Finding.of(anomaly.id(), true, anomaly.sentence(), figures, List.of(), labels);
    }
}
