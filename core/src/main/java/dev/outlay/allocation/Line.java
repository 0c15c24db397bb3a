package dev.outlay.allocation;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Match;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A row of totals on its way through the distributions. `said` holds the dimensions it was asked by, null where
/// they are not said; `measures` are in the question's order. Immutable.
record Line(
        @Nullable Instant bucket,
        Map<Dimension, @Nullable String> said,
        @Nullable String currency,
        List<@Nullable BigDecimal> measures,
        long charges,
        long unpriced,
        Kind kind) {

    /// Where an amount comes from.
    enum Kind {
        /// What charges say themselves.
        DIRECT,
        /// A part of idle cost that was distributed.
        IDLE,
        /// A part of shared cost that was distributed.
        SHARED
    }

    static final String IDLE_USE = "idle";

    Line {
        said = Collections.unmodifiableMap(new HashMap<>(said));
        measures = Collections.unmodifiableList(new ArrayList<>(measures));
    }

    @Nullable
    String value(Dimension dimension) {
        return said.get(dimension);
    }

    boolean isIdle() {
        return IDLE_USE.equals(value(Dimension.Named.USE));
    }

    boolean meets(List<Match> matches) {
        return matches.stream().allMatch(match -> match.holds(value(match.dimension())));
    }

    /// The same amounts under other values of some dimensions.
    Line with(Map<Dimension, @Nullable String> other, Kind newKind) {
        Map<Dimension, @Nullable String> changed = new HashMap<>(said);
        changed.putAll(other);
        return new Line(bucket, changed, currency, measures, charges, unpriced, newKind);
    }

    /// Parts that sum to this line to the last digit, one for each target. The charges, which cannot be split, are
    /// counted where the largest part goes.
    List<Line> split(List<Target> targets, Kind newKind) {
        List<BigDecimal> weights = targets.stream().map(Target::weight).toList();
        int largest = IntStream.range(0, weights.size())
                .reduce(0, (best, i) -> weights.get(i).compareTo(weights.get(best)) > 0 ? i : best);
        List<List<BigDecimal>> columns = new ArrayList<>();
        for (BigDecimal measure : measures) {
            columns.add(measure == null ? List.of() : Decimals.split(measure, weights));
        }
        List<Line> parts = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            int target = i;
            List<@Nullable BigDecimal> values = new ArrayList<>();
            columns.forEach(column -> values.add(column.isEmpty() ? null : column.get(target)));
            var part = new Line(
                    bucket, said, currency, values, i == largest ? charges : 0, i == largest ? unpriced : 0, kind);
            parts.add(part.with(targets.get(i).owner(), newKind));
        }
        return parts;
    }

    /// An owner, as values of dimensions, and what it weighs in a distribution.
    record Target(Map<Dimension, @Nullable String> owner, BigDecimal weight) {}
}
