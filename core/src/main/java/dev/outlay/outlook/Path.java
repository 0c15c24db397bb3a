package dev.outlay.outlook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group is expected to be charged step by step, beside monthly fees. Immutable and thread-safe.
public record Path(List<@Nullable String> group, @Nullable String currency, List<Step> steps) {

    public Path {
        group = Collections.unmodifiableList(new ArrayList<>(group));
        steps = List.copyOf(steps);
    }

    /// A day or an hour that starts at an instant.
    public record Step(Instant at, Range expected) {}

    static Path of(History history, Instant until) {
        var rehearsal = new Rehearsal(history.values(), history.first(), history.rhythm());
        List<Step> steps = new ArrayList<>();
        boolean neverNegative = Arrays.stream(history.values()).allMatch(value -> value >= 0);
        for (int i = 0; ; i++) {
            Instant at = history.rhythm().start(history.first() + history.values().length + i);
            if (!at.isBefore(until)) {
                return new Path(history.group(), history.currency(), steps);
            }
            double value = rehearsal.at(i);
            double half = rehearsal.half(i, i + 1);
            double low = neverNegative ? Math.max(Math.min(0, value), value - half) : value - half;
            steps.add(new Step(at, new Range(Range.decimal(value), Range.decimal(low), Range.decimal(value + half))));
        }
    }
}
