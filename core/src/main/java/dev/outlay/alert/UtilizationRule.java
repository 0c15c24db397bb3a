package dev.outlay.alert;

import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Loads;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Pods whose GPUs are too little or too much in use, or whose memory fills up, over the last hours that are known.
///
/// A pod of which too little was measured is left open: it is neither bad nor good.
final class UtilizationRule implements Rule {

    /// What is looked at, and from which side.
    enum Kind {
        UNDER,
        OVER,
        MEMORY
    }

    private static final List<String> LABELS;

    static {
        List<String> labels = new ArrayList<>(Say.OWNERS);
        labels.addAll(List.of("provider", "region", "cluster", "node"));
        LABELS = List.copyOf(labels);
    }

    private final Kind kind;

    UtilizationRule(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case UNDER -> "under-utilization";
            case OVER -> "over-utilization";
            case MEMORY -> "memory-pressure";
        };
    }

    @Override
    public String description() {
        return switch (kind) {
            case UNDER -> "The GPUs of a pod were in use less than so many percent of the time.";
            case OVER -> "The GPUs of a pod were in use more than so many percent of the time.";
            case MEMORY -> "The memory of a pod or of its GPUs was full to more than so many percent.";
        };
    }

    @Override
    public Severity severity() {
        return kind == Kind.OVER ? Severity.INFO : Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        List<Threshold> all = new ArrayList<>();
        all.addAll(
                switch (kind) {
                    case UNDER ->
                        List.of(
                                Threshold.percent("percent", "30", "0", "100", "Alert below so much"),
                                Threshold.percent("clear", "35", "0", "100", "End above so much"),
                                over("24h"));
                    case OVER ->
                        List.of(
                                Threshold.percent("percent", "90", "0", "100", "Alert above so much"),
                                Threshold.percent("clear", "85", "0", "100", "End below so much"),
                                over("24h"));
                    case MEMORY ->
                        List.of(
                                Threshold.percent("percent", "90", "0", "1000", "Alert above so much"),
                                Threshold.percent("clear", "85", "0", "1000", "End below so much"),
                                over("1h"));
                });
        all.add(Threshold.percent("measured", "50", "0", "100", "Tell only where so much of the time was measured"));
        all.add(Threshold.number(
                "gpu-hours", kind == Kind.MEMORY ? "0" : "1", "0", "1000000", "Tell only where so much was held"));
        return all;
    }

    private static Threshold over(String standard) {
        return Threshold.duration(
                "over",
                standard,
                Duration.ofMinutes(5),
                Duration.ofDays(31),
                "The span up to the latest that is known");
    }

    @Override
    public List<String> labels() {
        return LABELS;
    }

    @Override
    public void check(Function<String, BigDecimal> number) {
        Threshold.inOrder(name(), number.apply("percent"), number.apply("clear"), kind != Kind.UNDER);
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Optional<Loads> loads = situation.loads(watch.duration("over"));
        if (loads.isEmpty()) {
            return Judgement.notKnown("nothing is known of use of late: import usage or metrics");
        }
        var sheet = new Judgement.Sheet();
        for (Load load : loads.get().holders()) {
            if (hours(load).compareTo(watch.number("gpu-hours")) < 0) {
                continue;
            }
            Optional<Reading> reading = reading(load);
            if (reading.isEmpty()) {
                if (load.held(Resource.GPU).isPresent()) {
                    sheet.leaveOpen(load.thing().toString(), "it was not measured");
                }
                continue;
            }
            judge(watch, load, reading.get(), sheet);
        }
        return sheet.judgement();
    }

    /// What was read of a pod: the share that counts here, of what, by which signal.
    private record Reading(Series series, BigDecimal share, String what) {}

    private Optional<Reading> reading(Load load) {
        if (kind != Kind.MEMORY) {
            return load.measured(Signal.GPU_UTILIZATION)
                    .map(series -> new Reading(series, series.mean(), "GPU utilization, mean"));
        }
        Optional<Reading> gpu = load.measured(Signal.GPU_MEMORY_USED)
                .map(series -> new Reading(series, series.windowPeak(), "GPU memory, highest mean of 5 minutes"));
        Optional<Reading> host = load.measured(Signal.MEMORY_UTILIZATION)
                .map(series -> new Reading(series, series.windowPeak(), "memory, highest mean of 5 minutes"));
        if (gpu.isPresent() && host.isPresent()) {
            return gpu.get().share().compareTo(host.get().share()) >= 0 ? gpu : host;
        }
        return gpu.isPresent() ? gpu : host;
    }

    private void judge(Watch watch, Load load, Reading reading, Judgement.Sheet sheet) {
        String subject = load.thing().toString();
        BigDecimal coverage = load.coverage(reading.series().signal()).orElse(BigDecimal.ZERO);
        if (coverage.compareTo(Say.share(watch.number("measured"))) < 0) {
            sheet.leaveOpen(subject, "only " + Say.percent(coverage) + " of its time was measured");
            return;
        }
        boolean holds = isBad(reading.share(), Say.share(watch.number("percent")));
        if (!holds && !isBad(reading.share(), Say.share(watch.number("clear")))) {
            return;
        }
        Series series = reading.series();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(reading.what(), Say.percent(reading.share()));
        figures.put("median", Say.percent(series.p50()));
        figures.put("95th percentile", Say.percent(series.p95()));
        load.held(Resource.GPU).ifPresent(held -> figures.put("GPU-hours held", Say.hours(held.amountSeconds())));
        figures.put("measured", Say.percent(coverage) + " of the time");
        figures.put("span", load.span().toString());
        sheet.add(Finding.of(
                subject,
                holds,
                sentence(watch, load, reading),
                figures,
                load.facts(),
                Say.labels(load.owner(), load.place())));
    }

    private boolean isBad(BigDecimal share, BigDecimal limit) {
        return kind == Kind.UNDER ? share.compareTo(limit) < 0 : share.compareTo(limit) > 0;
    }

    private String sentence(Watch watch, Load load, Reading reading) {
        String limit = watch.number("percent").toPlainString() + " %";
        String when = " over " + Wording.length(load.span().length());
        return switch (kind) {
            case UNDER ->
                "The GPUs of the " + load.thing() + " were in use " + Say.percent(reading.share()) + " of the time"
                        + when + ", less than " + limit + ", while it held "
                        + Say.figure(hours(load)) + " GPU-hours.";
            case OVER ->
                "The GPUs of the " + load.thing() + " were in use " + Say.percent(reading.share()) + " of the time"
                        + when + ", more than " + limit + ".";
            case MEMORY ->
                "The " + load.thing() + " filled its "
                        + reading.what().substring(0, reading.what().indexOf(',')) + " to "
                        + Say.percent(reading.share()) + when + ", more than " + limit + ".";
        };
    }

    static BigDecimal hours(Load load) {
        return load.held(Resource.GPU)
                .map(held -> Decimals.hours(held.amountSeconds()))
                .orElse(BigDecimal.ZERO);
    }
}
