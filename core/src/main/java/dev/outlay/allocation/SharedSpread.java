package dev.outlay.allocation;

import dev.outlay.allocation.Line.Kind;
import dev.outlay.allocation.Line.Target;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Distributes shared cost. What owners paid is asked for each whole UTC month and without any filter; what is
/// shared itself is no part of it. Only the dimension that a rule is over changes. Not thread-safe.
final class SharedSpread {

    private final List<SharedRule> rules;
    private final Set<Dimension> asked;
    private final Map<Month, Paid> paid = new HashMap<>();

    private record Month(Instant start, Named over) {}

    /// `asked` are the dimensions of the question: a rule over another one changes no answer.
    SharedSpread(List<SharedRule> rules, Set<Dimension> asked, LedgerReader ledger, @Nullable Span span) {
        this.rules = rules;
        this.asked = asked;
        for (Named over :
                new LinkedHashSet<>(rules.stream().map(SharedRule::over).toList())) {
            if (asked.contains(over)) {
                ask(over, ledger, span);
            }
        }
    }

    /// The dimensions that lines must have; none where no rule changes the answer.
    static List<Dimension> needs(List<SharedRule> rules, Set<Dimension> asked) {
        return rules.stream().noneMatch(rule -> asked.contains(rule.over()))
                ? List.of()
                : rules.stream()
                        .flatMap(rule ->
                                Stream.concat(Stream.of(rule.over()), OwnerDimensions.of(rule.matches()).stream()))
                        .distinct()
                        .toList();
    }

    List<Line> spread(List<Line> lines) {
        List<Line> spread = new ArrayList<>(lines.size());
        for (Line line : lines) {
            List<Target> targets = rule(line)
                    .filter(rule -> asked.contains(rule.over()))
                    .map(rule -> targets(rule, line))
                    .orElse(List.of());
            if (targets.isEmpty()) {
                spread.add(line);
            } else {
                spread.addAll(line.split(targets, Kind.SHARED));
            }
        }
        return spread;
    }

    private Optional<SharedRule> rule(Line line) {
        return rules.stream().filter(rule -> line.meets(rule.matches())).findFirst();
    }

    private List<Target> targets(SharedRule rule, Line line) {
        Instant start = Grain.MONTH.start(Objects.requireNonNull(line.bucket()));
        Paid month = paid.getOrDefault(new Month(Objects.requireNonNull(start), rule.over()), new Paid());
        return switch (rule.split()) {
            case EVEN -> month.even();
            case PROPORTIONAL -> month.proportional(line.currency());
            case WEIGHTED ->
                Objects.requireNonNull(rule.weights()).parts().entrySet().stream()
                        .map(part -> new Target(owner(rule.over(), part.getKey()), part.getValue()))
                        .toList();
        };
    }

    private void ask(Named over, LedgerReader ledger, @Nullable Span span) {
        Set<Dimension> by = new LinkedHashSet<>(Set.of(over));
        rules.forEach(rule -> by.addAll(OwnerDimensions.of(rule.matches())));
        List<Dimension> order = List.copyOf(by);
        Totals totals = ledger.totals(new TotalsQuery(
                List.of(Measure.EFFECTIVE, Measure.GPU_HOURS),
                order,
                Grain.MONTH,
                List.of(new Filter(Named.USE, Set.of("used"))),
                span == null ? null : Grain.MONTH.whole(span)));
        for (Totals.Row row : totals.rows()) {
            String owner = row.dimensions().get(order.indexOf(over));
            if (owner != null && rules.stream().noneMatch(rule -> meets(rule.matches(), order, row))) {
                paid.computeIfAbsent(new Month(Objects.requireNonNull(row.bucket()), over), _ -> new Paid())
                        .add(
                                owner(over, owner),
                                row.currency(),
                                row.measures().get(0),
                                row.measures().get(1));
            }
        }
    }

    private static boolean meets(List<Match> matches, List<Dimension> order, Totals.Row row) {
        return matches.stream().allMatch(match -> match.holds(row.dimensions().get(order.indexOf(match.dimension()))));
    }

    private static Map<Dimension, @Nullable String> owner(Named over, String name) {
        Map<Dimension, @Nullable String> owner = new HashMap<>();
        owner.put(over, name);
        return Collections.unmodifiableMap(owner);
    }
}
