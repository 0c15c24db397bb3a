package dev.outlay.pricing;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How much of something is held at each moment: a number that changes at instants. Not thread-safe.
final class Steps {

    private final NavigableMap<Instant, BigDecimal> from = new TreeMap<>();
    private Instant end = Instant.MAX;

    /// Something held over a span. Those of one group together count at most `cap`, as those who share a device do.
    record Held(Span span, String group, BigDecimal amount, BigDecimal cap) {}

    /// The sum of all that is held, at every moment of a span.
    static Steps of(List<Held> all, Span span) {
        NavigableMap<Instant, List<Map.Entry<Held, Boolean>>> events = new TreeMap<>();
        for (Held held : all) {
            held.span().intersection(span).ifPresent(part -> {
                events.computeIfAbsent(part.from(), _ -> new ArrayList<>()).add(Map.entry(held, true));
                events.computeIfAbsent(part.to(), _ -> new ArrayList<>()).add(Map.entry(held, false));
            });
        }
        var steps = new Steps();
        steps.from.put(span.from(), BigDecimal.ZERO);
        steps.end = span.to();
        Map<String, BigDecimal> groups = new HashMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Instant, List<Map.Entry<Held, Boolean>>> event : events.entrySet()) {
            for (Map.Entry<Held, Boolean> change : event.getValue()) {
                Held held = change.getKey();
                BigDecimal before = groups.getOrDefault(held.group(), BigDecimal.ZERO);
                BigDecimal after = change.getValue() ? before.add(held.amount()) : before.subtract(held.amount());
                groups.put(held.group(), after);
                sum = sum.subtract(before.min(held.cap())).add(after.min(held.cap()));
            }
            steps.from.put(event.getKey(), sum);
        }
        return steps;
    }

    void set(Instant at, BigDecimal value) {
        from.put(at, value);
    }

    /// The value at an instant; nothing before the first.
    BigDecimal at(Instant instant) {
        Map.Entry<Instant, BigDecimal> entry = from.floorEntry(instant);
        return entry == null ? BigDecimal.ZERO : entry.getValue();
    }

    /// All parts with what is held in them, the last of them up to the end of the span that was summed.
    Map<Span, BigDecimal> parts() {
        Map<Span, BigDecimal> parts = new LinkedHashMap<>();
        within(new Span(from.firstKey(), end)).forEach(part -> parts.put(part, at(part.from())));
        return parts;
    }

    /// The parts of a span over which the value stays the same.
    List<Span> within(Span span) {
        List<Span> parts = new ArrayList<>();
        Instant start = span.from();
        for (Instant edge : from.subMap(span.from(), false, span.to(), false).keySet()) {
            if (at(edge).compareTo(at(start)) != 0) {
                parts.add(new Span(start, edge));
                start = edge;
            }
        }
        parts.add(new Span(start, span.to()));
        return parts;
    }
}
