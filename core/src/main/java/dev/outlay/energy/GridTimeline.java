package dev.outlay.energy;

import dev.outlay.ledger.GridIntensity;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The figures of one zone in time, where several speak of one moment the best of them: those of a day or less
/// before longer ones, measured before estimated before forecast, the shorter span, and the one heard of last. Not
/// thread-safe.
final class GridTimeline {

    /// No figure is longer: a year and a day.
    static final Duration LONGEST = Duration.ofDays(367);

    // whoever comes last paints over those before
    private static final Comparator<GridIntensity> WORST_FIRST = Comparator.comparing(GridTimeline::isFine)
            .thenComparing(Comparator.comparingInt(GridTimeline::certainty).reversed())
            .thenComparing(
                    Comparator.comparing((GridIntensity fact) -> fact.span().length())
                            .reversed())
            .thenComparing(fact -> fact.origin().document())
            .thenComparing(fact -> fact.origin().id());

    private final List<GridIntensity> facts = new ArrayList<>();
    private final NavigableMap<Instant, Optional<GridIntensity>> painted = new TreeMap<>();
    private boolean ready;

    /// A part of a span and the fact that holds there.
    record Stretch(Span span, GridIntensity fact) {}

    void add(GridIntensity fact) {
        facts.add(fact);
        ready = false;
    }

    /// The stretches of a span that a figure covers, in order.
    List<Stretch> over(Span span) {
        paint();
        List<Stretch> stretches = new ArrayList<>();
        Instant start = painted.floorKey(span.from());
        for (Map.Entry<Instant, Optional<GridIntensity>> entry : painted.subMap(
                        start == null ? span.from() : start, true, span.to(), false)
                .entrySet()) {
            Instant end = painted.higherKey(entry.getKey());
            if (entry.getValue().isPresent() && end != null) {
                new Span(entry.getKey(), end)
                        .intersection(span)
                        .ifPresent(part ->
                                stretches.add(new Stretch(part, entry.getValue().orElseThrow())));
            }
        }
        return stretches;
    }

    private void paint() {
        if (ready) {
            return;
        }
        painted.clear();
        facts.sort(WORST_FIRST);
        for (GridIntensity fact : facts) {
            Instant from = fact.span().from();
            Instant to = fact.span().to();
            Map.Entry<Instant, Optional<GridIntensity>> after = painted.floorEntry(to);
            painted.put(to, after == null ? Optional.empty() : after.getValue());
            painted.subMap(from, true, to, false).clear();
            painted.put(from, Optional.of(fact));
        }
        ready = true;
    }

    private static boolean isFine(GridIntensity fact) {
        return fact.span().length().compareTo(Duration.ofDays(1)) <= 0;
    }

    // sources say it in words, as a ledger keeps no more than a fact's source
    private static int certainty(GridIntensity fact) {
        String source = fact.source();
        return source.contains("forecast") ? 2 : source.contains("estimated") ? 1 : 0;
    }
}
