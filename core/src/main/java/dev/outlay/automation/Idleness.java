package dev.outlay.automation;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether all GPUs of a target were idle up to now, from what meters read.
///
/// Idle is said only where every GPU was measured by every signal of the rule over the whole time, and no single
/// measurement reached the rule's value. A use whose own utilization reaches it makes the target busy; a use that
/// holds more GPUs than were measured makes it unmeasured.
final class Idleness {

    private final IdleRule rule;
    private final Span window;
    private final Map<String, Map<Signal, List<Span>>> devices = new TreeMap<>();
    private final Map<Signal, BigDecimal> highest = new EnumMap<>(Signal.class);
    private @Nullable String busy;

    private Idleness(IdleRule rule, Instant now) {
        this.rule = rule;
        this.window = new Span(now.minus(rule.lasting()), now);
    }

    static Verdict judge(LedgerReader ledger, Match match, IdleRule rule, Instant now) {
        if (match.patterns().isEmpty()) {
            return new Verdict(
                    Verdict.Kind.UNMEASURED,
                    "nothing says which measurements are of it: give it match in automation.yaml");
        }
        var idleness = new Idleness(rule, now);
        try (Stream<Sample> samples = ledger.facts(Sample.class, idleness.window)) {
            samples.filter(sample -> match.matches(sample.place(), sample.owner()))
                    .forEach(idleness::take);
        }
        List<Usage> held;
        try (Stream<Usage> usages = ledger.facts(Usage.class, idleness.window)) {
            held = usages.filter(usage -> usage.resource() == Resource.GPU)
                    .filter(usage -> match.matches(usage.place(), usage.owner()))
                    .toList();
        }
        return idleness.verdict(held);
    }

    private void take(Sample sample) {
        // what is read of a container or a node says nothing of one GPU
        if (sample.device() == null) {
            return;
        }
        String device =
                sample.place().node() == null ? sample.device() : sample.place().node() + "/" + sample.device();
        Map<Signal, List<Span>> spans = devices.computeIfAbsent(device, _ -> new EnumMap<>(Signal.class));
        rule.below().forEach((signal, below) -> {
            BigDecimal value = sample.values().get(signal);
            if (value != null) {
                spans.computeIfAbsent(signal, _ -> new ArrayList<>()).add(sample.span());
                highest.merge(signal, value, BigDecimal::max);
                if (value.compareTo(below) >= 0) {
                    busy = signal.text() + " of " + device + " was " + text(value) + " at "
                            + sample.span().from();
                }
            }
        });
    }

    private Verdict verdict(List<Usage> held) {
        if (busy != null) {
            return new Verdict(Verdict.Kind.BUSY, busy);
        }
        BigDecimal below = rule.below().get(Signal.GPU_UTILIZATION);
        for (Usage usage : held) {
            if (below != null
                    && usage.utilization() != null
                    && usage.utilization().value().compareTo(below) >= 0) {
                return new Verdict(
                        Verdict.Kind.BUSY,
                        "its use since " + usage.span().from() + " states a utilization of "
                                + text(usage.utilization().value()));
            }
        }
        if (devices.isEmpty()) {
            return unmeasured("no GPU of it was measured in the last " + words(rule.lasting()));
        }
        for (Map.Entry<String, Map<Signal, List<Span>>> device : devices.entrySet()) {
            for (Signal signal : rule.below().keySet().stream().sorted().toList()) {
                Instant missing = missing(device.getValue().getOrDefault(signal, List.of()));
                if (missing != null) {
                    return unmeasured(signal.text() + " of " + device.getKey() + " was not measured from " + missing
                            + " on for more than " + words(rule.gap()));
                }
            }
        }
        long most = mostAtOnce(held);
        if (most > devices.size()) {
            return unmeasured("it holds " + most + " GPUs, and " + devices.size() + " were measured");
        }
        String figures = highest.entrySet().stream()
                .map(entry -> entry.getKey().text() + " at most " + text(entry.getValue()))
                .collect(Collectors.joining(", "));
        return new Verdict(
                Verdict.Kind.IDLE,
                devices.size() + (devices.size() == 1 ? " GPU" : " GPUs") + " idle for " + words(rule.lasting()) + ": "
                        + figures);
    }

    /// From when on a signal was not measured for longer than allowed; null where it was all the time.
    private @Nullable Instant missing(List<Span> spans) {
        Instant reached = window.from();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            if (span.from().isAfter(reached.plus(rule.gap()))) {
                return reached;
            }
            reached = span.to().isAfter(reached) ? span.to() : reached;
        }
        return window.to().isAfter(reached.plus(rule.gap())) ? reached : null;
    }

    /// The most GPUs that its uses held at one moment; parts of one count as one.
    private static long mostAtOnce(List<Usage> held) {
        long most = 0;
        for (Usage begun : held) {
            Instant moment = begun.span().from();
            BigDecimal gpus = held.stream()
                    .filter(usage -> usage.span().contains(moment))
                    .map(usage -> usage.gpus().orElseThrow())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            most = Math.max(most, gpus.setScale(0, RoundingMode.CEILING).longValueExact());
        }
        return most;
    }

    private static Verdict unmeasured(String because) {
        return new Verdict(Verdict.Kind.UNMEASURED, because);
    }

    private static String words(Duration length) {
        return length.toMinutes() % 60 == 0 ? length.toHours() + " h" : length.toMinutes() + " min";
    }

    private static String text(BigDecimal value) {
        return value.setScale(Math.min(value.scale(), 4), RoundingMode.UP).toPlainString();
    }
}
