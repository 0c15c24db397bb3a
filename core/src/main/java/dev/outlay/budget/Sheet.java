package dev.outlay.budget;

import dev.outlay.ledger.OwnerRules;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a [BudgetBook] holds in memory: the tree as of one instant, and what fell under each budget in each slice
/// of its running period and of the four weeks before now. Not thread-safe.
final class Sheet {

    /// How far back days are kept from which a pace is told.
    static final Duration LOOK_BACK = Duration.ofDays(28);

    private static final Instant NEVER = Span.EVER.to();

    final BudgetState state;
    final ScopeIndex index;
    final OwnerRules rules;
    private final Map<String, Account> accounts = new HashMap<>();
    private final NavigableSet<Instant> edges = new TreeSet<>();
    private final NavigableMap<Instant, Map<String, Cell>> slices = new TreeMap<>();
    private final Instant horizon;
    private final Instant nextTurn;
    // charges that begin later than this are known and do not count yet
    private Instant asOf;

    /// The running period of a budget and what fell under it so far.
    private static final class Account {

        private final Span period;
        private final Instant from;
        private Cell sum = Cell.NOTHING;

        Account(Span period, Instant from) {
            this.period = period;
            this.from = from;
        }

        boolean counts(Instant slice) {
            return !slice.isBefore(from) && slice.isBefore(period.to());
        }
    }

    Sheet(BudgetState state, ScopeIndex index, OwnerRules rules, Instant now) {
        this.state = state;
        this.index = index;
        this.rules = rules;
        this.asOf = now;
        Instant earliest = now.minus(LOOK_BACK);
        Instant turn = NEVER;
        for (Budget budget : state.tree().budgets()) {
            Optional<Span> period = budget.period().latest(now, budget.zone());
            if (period.isEmpty()) {
                Instant begin = begin(budget);
                turn = begin != null && begin.isBefore(turn) ? begin : turn;
                continue;
            }
            Instant reset = state.resets().get(budget.name());
            Instant from = reset != null && period.get().contains(reset)
                    ? reset
                    : period.get().from();
            accounts.put(budget.name(), new Account(period.get(), from));
            edges.add(from);
            edges.add(period.get().to());
            earliest = from.isBefore(earliest) ? from : earliest;
            if (!budget.period().hasEnded(now, budget.zone())
                    && period.get().to().isBefore(turn)) {
                turn = period.get().to();
            }
        }
        this.horizon = earliest.truncatedTo(ChronoUnit.DAYS);
        this.nextTurn = turn;
    }

    /// All that may ever count: from the first day that is held, the future too.
    Span everything() {
        return new Span(horizon, NEVER);
    }

    /// Where slices are cut beside midnight, when what is read counts up to an instant.
    NavigableSet<Instant> cuts(Instant now) {
        NavigableSet<Instant> cuts = new TreeSet<>(edges);
        cuts.add(now);
        return cuts;
    }

    /// Puts what was read of some whole days in place of what was held of them, and lets what began before `now`
    /// count. Nothing outside of these days waits for that, see [#waiting].
    void put(Span days, NavigableMap<Instant, Map<String, Cell>> read, Instant now) {
        NavigableMap<Instant, Map<String, Cell>> held = slices.subMap(days.from(), true, days.to(), false);
        held.forEach((slice, cells) -> add(slice, cells, false));
        held.clear();
        asOf = now.isAfter(asOf) ? now : asOf;
        slices.putAll(read);
        held.forEach((slice, cells) -> add(slice, cells, true));
    }

    /// The part of a span that is held, in whole days; empty where none of it is.
    Optional<Span> held(Span span) {
        Instant from = span.from().truncatedTo(ChronoUnit.DAYS);
        Instant to = Span.dayOf(span.to().minusNanos(1000)).to();
        return new Span(from, to).intersection(everything());
    }

    /// Whether a budget begins a new period.
    boolean turns(Instant now) {
        return !now.isBefore(nextTurn);
    }

    /// What has to be read anew as something counts now that did not; empty where nothing does.
    Optional<Span> waiting(Instant now) {
        if (!now.isAfter(asOf) || slices.subMap(asOf, true, now, false).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Span(asOf.truncatedTo(ChronoUnit.DAYS), Span.dayOf(now).to()));
    }

    /// Up to when what was read counts.
    Instant asOf() {
        return asOf;
    }

    /// What was spent in the running period; empty before a budget begins.
    Optional<Spent> spent(Budget budget, Instant now) {
        Account account = accounts.get(budget.name());
        if (account == null) {
            return Optional.empty();
        }
        Instant until = now.isAfter(asOf) ? now : asOf;
        Instant end = account.period.to();
        return Optional.of(new Spent(
                account.period,
                account.from,
                until.isBefore(end) ? until : end,
                Decimals.normal(budget.limit().unit().ofLedger(account.sum.amount())),
                account.sum.notCounted(),
                account.sum.charges(),
                account.sum.unknown()));
    }

    /// What fell under a budget on each UTC day, today's part too, in its unit; days with nothing are not there.
    SortedMap<Instant, BigDecimal> days(Budget budget) {
        SortedMap<Instant, BigDecimal> days = new TreeMap<>();
        slices.headMap(asOf, false).forEach((slice, cells) -> {
            Cell cell = cells.get(budget.name());
            if (cell != null) {
                days.merge(
                        slice.truncatedTo(ChronoUnit.DAYS),
                        budget.limit().unit().ofLedger(cell.amount()),
                        BigDecimal::add);
            }
        });
        return days;
    }

    /// When the slice began in which the sum reached the limit; empty where it did not.
    Optional<Instant> reached(Budget budget) {
        Account account = accounts.get(budget.name());
        if (account == null || !isReached(budget, account.sum.amount())) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Instant, Map<String, Cell>> slice :
                slices.tailMap(account.from, true).entrySet()) {
            Cell cell = slice.getValue().get(budget.name());
            boolean counts = slice.getKey().isBefore(asOf) && account.counts(slice.getKey());
            sum = cell == null || !counts ? sum : sum.add(cell.amount());
            if (isReached(budget, sum)) {
                return Optional.of(slice.getKey());
            }
        }
        return Optional.empty();
    }

    private static boolean isReached(Budget budget, BigDecimal sum) {
        return budget.limit().unit().ofLedger(sum).compareTo(budget.limit().amount()) >= 0;
    }

    /// Adds a slice that has begun to the sums, or takes it back; one that has not does not count yet.
    private void add(Instant slice, Map<String, Cell> cells, boolean plus) {
        if (!slice.isBefore(asOf)) {
            return;
        }
        cells.forEach((name, cell) -> {
            Account account = accounts.get(name);
            if (account != null && account.counts(slice)) {
                account.sum = plus ? account.sum.plus(cell) : account.sum.minus(cell);
            }
        });
    }

    private static @Nullable Instant begin(Budget budget) {
        return budget.period().from() == null
                ? null
                : budget.period().from().atStartOfDay(budget.zone()).toInstant();
    }
}
