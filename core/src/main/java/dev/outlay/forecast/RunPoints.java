package dev.outlay.forecast;

import dev.outlay.allocation.Progress;
import dev.outlay.allocation.RunHistory;
import dev.outlay.forecast.RunProgress.Stretch;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a run went forward: every word on its attempts is a point of progress, in the order in which it was true. Not
/// thread-safe.
public final class RunPoints {

    private final NavigableMap<Integer, List<Run>> attempts = new TreeMap<>();

    public RunPoints(Collection<Run> facts) {
        facts.forEach(fact ->
                attempts.computeIfAbsent(fact.attempt(), _ -> new ArrayList<>()).add(fact));
        attempts.values()
                .forEach(words -> words.sort(Comparator.comparing(RunPoints::when)
                        .thenComparing(fact -> fact.status() != RunStatus.RUNNING)));
    }

    /// The stretches of progress in a unit: of the last attempt, which runs on the machines of now, with those of
    /// earlier attempts before them where it has not two of its own yet.
    public List<Stretch> stretches(Progress unit) {
        List<Stretch> stretches = new ArrayList<>();
        for (List<Run> words : attempts.descendingMap().values()) {
            stretches.addAll(0, stretches(unit, words));
            if (stretches.size() >= 2) {
                break;
            }
        }
        return stretches;
    }

    private static List<Stretch> stretches(Progress unit, List<Run> words) {
        List<Stretch> stretches = new ArrayList<>();
        Instant from = RunHistory.start(words.getFirst());
        BigDecimal reached = first(unit, words);
        for (Run word : words) {
            BigDecimal now = unit.reached(word);
            Instant at = when(word);
            if (now == null) {
                continue;
            }
            if (reached != null && now.compareTo(reached) > 0 && at.isAfter(from)) {
                stretches.add(new Stretch(
                        Duration.between(from, at).toNanos() / 1e9,
                        now.subtract(reached).doubleValue()));
                reached = now;
                from = at;
            } else if (reached == null) {
                reached = now;
                from = at;
            }
        }
        return stretches;
    }

    private static @Nullable BigDecimal first(Progress unit, List<Run> words) {
        return words.stream()
                .map(unit::resumedFrom)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// How far the run is, by the latest word that says it.
    public Optional<BigDecimal> reached(Progress unit) {
        return latest().reversed().stream()
                .flatMap(word -> Optional.ofNullable(unit.reached(word)).stream())
                .findFirst();
    }

    /// How many of one unit make one of another, by the latest word that says both.
    public Optional<Double> ratio(Progress of, Progress per) {
        if (of == per) {
            return Optional.of(1.0);
        }
        for (Run word : latest().reversed()) {
            BigDecimal many = of.reached(word);
            BigDecimal one = per.reached(word);
            if (many != null && one != null && many.signum() > 0 && one.signum() > 0) {
                return Optional.of(many.doubleValue() / one.doubleValue());
            }
        }
        return Optional.empty();
    }

    /// A number that the latest word which says it states under one of some names.
    public Optional<BigDecimal> said(List<String> names) {
        return latest().reversed().stream()
                .flatMap(word -> names.stream().flatMap(name -> Progress.named(word.metrics(), name).stream()))
                .findFirst();
    }

    /// A metric over progress. Work that was made again counts as it came out the last time.
    public List<LossCurve.Point> curve(Progress unit, String metric) {
        NavigableMap<Double, Double> points = new TreeMap<>();
        for (List<Run> words : attempts.values()) {
            BigDecimal from = first(unit, words);
            if (from != null) {
                points.tailMap(from.doubleValue(), false).clear();
            }
            for (Run word : words) {
                BigDecimal reached = unit.reached(word);
                Optional<BigDecimal> value = Progress.named(word.metrics(), metric);
                if (reached != null && value.isPresent()) {
                    points.put(reached.doubleValue(), value.get().doubleValue());
                }
            }
        }
        List<LossCurve.Point> curve = new ArrayList<>();
        for (Map.Entry<Double, Double> point : points.entrySet()) {
            curve.add(new LossCurve.Point(point.getKey(), point.getValue()));
        }
        return curve;
    }

    /// The words on the last attempt.
    public List<Run> latest() {
        return attempts.lastEntry().getValue();
    }

    /// When a word tells how far an attempt had come.
    public static Instant when(Run word) {
        return word.span() == null ? word.at() : word.span().to();
    }
}
