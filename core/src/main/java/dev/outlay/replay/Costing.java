package dev.outlay.replay;

import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The running sums of one replay, by currency. Not thread-safe.
final class Costing {

    /// The sums of one currency.
    private static final class Sums {
        private BigDecimal actual = BigDecimal.ZERO;
        private BigDecimal replayed = BigDecimal.ZERO;
        private BigDecimal less = BigDecimal.ZERO;
        private BigDecimal more = BigDecimal.ZERO;
        private BigDecimal interruptions = BigDecimal.ZERO;
        private BigDecimal billed = BigDecimal.ZERO;
        private final SortedMap<String, Long> basis = new TreeMap<>();
        private final SortedMap<LocalDate, BigDecimal> saved = new TreeMap<>();

        void saved(LocalDate date, BigDecimal amount) {
            saved.merge(date, amount, BigDecimal::add);
        }
    }

    private final List<Policy> policies;
    private final Map<String, Sums> currencies = new TreeMap<>();
    private final SortedMap<String, Long> kept;
    private final Set<String> changedToday = new HashSet<>();
    private @Nullable LocalDate today;
    private long changed;
    private long unpriced;

    Costing(List<Policy> policies, SortedMap<String, Long> kept) {
        this.policies = policies;
        this.kept = kept;
    }

    private Sums in(Money cost) {
        return currencies.computeIfAbsent(cost.currency(), _ -> new Sums());
    }

    void actual(Money cost, LocalDate date) {
        Sums sums = in(cost);
        sums.actual = sums.actual.add(cost.amount());
        sums.saved(date, cost.amount());
    }

    void stands(Money cost, LocalDate date) {
        Sums sums = in(cost);
        sums.billed = sums.billed.add(cost.amount());
        sums.replayed = sums.replayed.add(cost.amount());
        sums.saved(date, cost.amount().negate());
    }

    void rated(Money cost, LocalDate date, @Nullable RatedBy changedTo) {
        Sums sums = in(cost);
        sums.replayed = sums.replayed.add(cost.amount());
        sums.saved(date, cost.amount().negate());
        if (changedTo != null) {
            sums.basis.merge(changedTo.priceId() + ", " + changedTo.date(), 1L, Long::sum);
        }
    }

    void interruptions(Money cost, Interrupted.Range extra, LocalDate date) {
        Sums sums = in(cost);
        BigDecimal added = Decimals.rounded(cost.amount().multiply(extra.value()));
        sums.interruptions = sums.interruptions.add(added);
        sums.replayed = sums.replayed.add(added);
        sums.less = sums.less.add(added).subtract(Decimals.rounded(cost.amount().multiply(extra.low())));
        sums.more = sums.more
                .add(Decimals.rounded(cost.amount().multiply(extra.high())))
                .subtract(added);
        sums.saved(date, added.negate());
        sums.basis.merge("interruptions: " + extra.basis(), 1L, Long::sum);
    }

    void unpriced() {
        unpriced++;
    }

    /// Counts a use that is otherwise, once a day. Days are told in order.
    void changed(String use, LocalDate date) {
        if (!date.equals(today)) {
            changedToday.clear();
            today = date;
        }
        if (changedToday.add(use)) {
            changed++;
        }
    }

    List<Replayed> answers(LocalDate first, LocalDate last) {
        List<Replayed> answers = new ArrayList<>();
        currencies.forEach((currency, sums) -> answers.add(new Replayed(
                policies,
                new Money(currency, sums.actual),
                new Money(currency, sums.replayed),
                new Money(currency, sums.replayed.subtract(sums.less)),
                new Money(currency, sums.replayed.add(sums.more)),
                new Money(currency, sums.interruptions),
                new Money(currency, sums.billed),
                changed,
                unpriced,
                kept,
                sums.basis,
                sums.saved,
                first,
                last)));
        return answers;
    }
}
