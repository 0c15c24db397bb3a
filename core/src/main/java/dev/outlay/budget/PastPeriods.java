package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was planned and what was spent in the periods of budgets, the running one too. Stateless.
public final class PastPeriods {

    private static final int SCALE = 18;

    private PastPeriods() {}

    /// A period of a budget: its limit as it was when the period ended, or is now; `planned`, the part of the limit
    /// that even spending would have used up to now, which is all of it once the period is over; and what was
    /// spent, resets or not. In the unit of the limit. Immutable and thread-safe.
    public record Past(Budget budget, Span period, Limit limit, BigDecimal planned, BigDecimal spent, boolean over) {

        /// Planned less spent: below zero where more was spent than planned.
        public BigDecimal variance() {
            return Decimals.normal(planned.subtract(spent));
        }
    }

    /// The last `count` periods of some budgets of a state, the latest first. A period in which a budget had
    /// another unit has no limit to compare with and is left out; one before the first statement has the limit of
    /// that one.
    public static List<Past> of(
            LedgerReader ledger,
            Catalog catalog,
            BudgetState state,
            Collection<Budget> budgets,
            int count,
            Instant now) {
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        for (Budget budget : budgets) {
            List<Span> own = new ArrayList<>();
            for (Optional<Span> period = budget.period().latest(now, budget.zone());
                    period.isPresent() && own.size() < count;
                    period = budget.period().before(period.get(), budget.zone())) {
                own.add(period.get());
            }
            spans.put(budget.name(), own);
        }
        Map<String, List<Span>> counted = new LinkedHashMap<>();
        spans.forEach((name, own) ->
                counted.put(name, own.stream().map(period -> upTo(period, now)).toList()));
        Map<String, Map<Span, BigDecimal>> sums = new Breakdown(ledger, catalog, state.tree()).in(counted);
        Map<String, NavigableMap<Instant, Limit>> limits = limits(ledger);
        List<Past> past = new ArrayList<>();
        for (Budget budget : budgets) {
            for (Span period : spans.getOrDefault(budget.name(), List.of())) {
                Span until = upTo(period, now);
                Limit limit = limit(budget, limits.getOrDefault(budget.name(), new TreeMap<>()), period);
                if (limit.unit().equals(budget.limit().unit())) {
                    past.add(new Past(
                            budget,
                            period,
                            limit,
                            planned(limit, period, until),
                            sums.getOrDefault(budget.name(), Map.of()).getOrDefault(until, BigDecimal.ZERO),
                            !now.isBefore(period.to())));
                }
            }
        }
        return past;
    }

    private static BigDecimal planned(Limit limit, Span period, Span until) {
        return until.equals(period)
                ? limit.amount()
                : Decimals.normal(limit.amount()
                        .multiply(until.seconds())
                        .divide(period.seconds(), SCALE, RoundingMode.HALF_EVEN));
    }

    /// The limit as it was last stated before the period ended; before the first statement that one counts.
    private static Limit limit(Budget budget, NavigableMap<Instant, Limit> stated, Span period) {
        Map.Entry<Instant, Limit> then = stated.lowerEntry(period.to());
        if (then != null) {
            return then.getValue();
        }
        return stated.isEmpty() ? budget.limit() : stated.firstEntry().getValue();
    }

    private static Map<String, NavigableMap<Instant, Limit>> limits(LedgerReader ledger) {
        Map<String, NavigableMap<Instant, Limit>> limits = new HashMap<>();
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            events.filter(event -> event.topic().equals(BudgetState.TOPIC)
                            && event.verb().equals(BudgetState.SET))
                    .forEach(event -> {
                        String limit = event.details().get("limit");
                        if (limit != null) {
                            limits.computeIfAbsent(event.subject(), _ -> new TreeMap<>())
                                    .put(event.at(), Limit.of(limit));
                        }
                    });
        }
        return limits;
    }

    private static Span upTo(Span period, Instant now) {
        return now.isBefore(period.to()) && now.isAfter(period.from()) ? new Span(period.from(), now) : period;
    }
}
