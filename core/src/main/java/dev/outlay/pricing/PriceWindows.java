package dev.outlay.pricing;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The windows of a rate card in a time zone, and what holds in the rest of the time.
///
/// Where windows overlap the first of the list holds. The clock on the wall decides, as people and contracts read
/// it: where it is put forward an hour is skipped, where it is put back an hour comes twice and so does its window.
/// Throws [IllegalArgumentException] on two windows of one name. Immutable and thread-safe.
public record PriceWindows(ZoneId zone, List<PriceWindow> windows, String rest, BigDecimal restMultiplier) {

    /// One price around the clock.
    public static final PriceWindows NONE = new PriceWindows(ZoneOffset.UTC, List.of(), "always", BigDecimal.ONE);

    public PriceWindows {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(rest, "rest");
        windows = List.copyOf(windows);
        CardMatch.checkMultiplier(rest, restMultiplier);
        List<String> names = Stream.concat(windows.stream().map(PriceWindow::name), Stream.of(rest))
                .toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("two windows are called " + name);
                });
    }

    /// A part of a span in which one window holds, with what its prices are multiplied by.
    public record Stretch(Span span, String window, BigDecimal multiplier) {}

    public boolean isEmpty() {
        return windows.isEmpty() && restMultiplier.compareTo(BigDecimal.ONE) == 0;
    }

    /// The windows that hold over a span, in order and without gaps.
    public List<Stretch> over(Span span) {
        List<Stretch> stretches = new ArrayList<>();
        Instant from = span.from();
        Stretch holding = at(span, from);
        for (Instant edge : edges(span)) {
            Stretch next = at(span, edge);
            if (!next.window().equals(holding.window())) {
                stretches.add(new Stretch(new Span(from, edge), holding.window(), holding.multiplier()));
                from = edge;
                holding = next;
            }
        }
        stretches.add(new Stretch(new Span(from, span.to()), holding.window(), holding.multiplier()));
        return stretches;
    }

    private Stretch at(Span span, Instant instant) {
        LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
        return windows.stream()
                .filter(window -> window.holds(wall))
                .findFirst()
                .map(window -> new Stretch(span, window.name(), window.multiplier()))
                .orElseGet(() -> new Stretch(span, rest, restMultiplier));
    }

    /// Every instant within the span at which another window may begin to hold: where the clock shows the edge of
    /// a window, once, twice or, where it is put forward, never; and where the clock itself is changed.
    private NavigableSet<Instant> edges(Span span) {
        NavigableSet<Instant> edges = new TreeSet<>();
        if (windows.isEmpty()) {
            return edges;
        }
        Set<LocalTime> times = new TreeSet<>(Set.of(LocalTime.MIDNIGHT));
        windows.forEach(window -> times.addAll(List.of(window.from(), window.to())));
        ZoneRules rules = zone.getRules();
        LocalDate last = LocalDate.ofInstant(span.to(), zone);
        for (LocalDate day = LocalDate.ofInstant(span.from(), zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (LocalTime time : times) {
                LocalDateTime wall = day.atTime(time);
                rules.getValidOffsets(wall).forEach(offset -> edges.add(wall.toInstant(offset)));
            }
        }
        for (ZoneOffsetTransition change = rules.nextTransition(span.from());
                change != null && change.getInstant().isBefore(span.to());
                change = rules.nextTransition(change.getInstant())) {
            edges.add(change.getInstant());
        }
        return edges.subSet(span.from(), false, span.to(), false);
    }
}
