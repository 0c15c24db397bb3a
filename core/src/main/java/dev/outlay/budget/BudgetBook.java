package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.RuledLedger;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/// All budgets of a ledger with what was spent against each, kept in memory so that asking costs the same however
/// much the ledger holds and however many budgets there are.
///
/// It reads the ledger once and then only the days that are said to have changed: whoever appends says so with
/// [#heard] and [#changed]. Answers agree with the ledger as of the last time it was told. Thread-safe; asking
/// never waits for a reading of the ledger, unless a period has just begun or charges of the future have come due.
public final class BudgetBook {

    // charges dated later than now are rare, and are looked for no more often
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final Supplier<OwnerRules> rules;
    private final Object reading = new Object();
    private Sheet sheet;

    /// Reads the book of a ledger as of an instant. `rules` are asked whenever the ledger is read.
    public BudgetBook(LedgerReader ledger, Catalog catalog, Supplier<OwnerRules> rules, Instant now) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.rules = rules;
        this.sheet = read(BudgetState.of(ledger), now);
    }

    /// The budgets as they stand to each other.
    public synchronized Tree tree() {
        return sheet.state.tree();
    }

    /// Every budget that covers a payer and holds at an instant, those above first. The payer is meant as it is
    /// after the owner rules, see [Payer#under].
    public List<Budget> over(Payer payer, Instant at) {
        Charge charge = payer.charge();
        ScopeIndex index;
        synchronized (this) {
            index = sheet.index;
        }
        return index.over(dimension -> Dimensions.value(dimension, charge)).stream()
                .filter(budget -> budget.periodAt(at).isPresent())
                .toList();
    }

    /// What was spent against a budget in its period of now, or its last one; empty before it begins and where the
    /// book does not have it.
    public Optional<Spent> spent(Budget budget, Instant now) {
        settle(now);
        synchronized (this) {
            return sheet.spent(budget, now);
        }
    }

    /// What fell under a budget on each UTC day of the last four weeks and of its running period, today's part too,
    /// in its unit; days on which nothing did are not there.
    public SortedMap<Instant, BigDecimal> days(Budget budget, Instant now) {
        settle(now);
        synchronized (this) {
            return sheet.days(budget);
        }
    }

    /// When the slice of time began, at most a UTC day, in which a budget's limit was reached in this period; empty
    /// where it was not.
    public Optional<Instant> reached(Budget budget, Instant now) {
        settle(now);
        synchronized (this) {
            return sheet.reached(budget);
        }
    }

    /// Charges that begin in a span were appended: what they change is read again.
    public void heard(Span charges, Instant now) {
        synchronized (reading) {
            Sheet held = sheet();
            if (held.state.tree().size() == 0) {
                return;
            }
            if (held.turns(now) || !rules.get().equals(held.rules)) {
                replace(read(held.state, now));
                return;
            }
            held.held(charges).ifPresent(days -> again(held, days, now));
        }
    }

    /// Budgets were set, deleted or reset, or the owner rules may have changed: all is read again where they have.
    public void changed(Instant now) {
        synchronized (reading) {
            Sheet held = sheet();
            BudgetState state = BudgetState.of(ledger);
            if (!state.equals(held.state) || !rules.get().equals(held.rules)) {
                replace(read(state, now));
            }
        }
    }

    private void settle(Instant now) {
        Sheet held = sheet();
        synchronized (this) {
            if (!held.turns(now)
                    && (held.waiting(now).isEmpty() || now.isBefore(held.asOf().plus(PATIENCE)))) {
                return;
            }
        }
        synchronized (reading) {
            Sheet latest = sheet();
            if (latest.turns(now)) {
                replace(read(latest.state, now));
                return;
            }
            latest.waiting(now).ifPresent(days -> again(latest, days, now));
        }
    }

    private void again(Sheet held, Span days, Instant now) {
        Instant at = now.isAfter(held.asOf()) ? now : held.asOf();
        Span all = held.waiting(at).map(waiting -> cover(waiting, days)).orElse(days);
        NavigableMap<Instant, Map<String, Cell>> slices = reader(held).read(all, held.cuts(at));
        synchronized (this) {
            held.put(all, slices, at);
        }
    }

    private Sheet read(BudgetState state, Instant now) {
        var fresh = new Sheet(state, new ScopeIndex(state.tree()), rules.get(), now);
        fresh.put(fresh.everything(), reader(fresh).read(fresh.everything(), fresh.cuts(now)), now);
        return fresh;
    }

    private SliceReader reader(Sheet of) {
        return new SliceReader(RuledLedger.of(ledger, of.rules), catalog, of.state.tree(), of.index);
    }

    private synchronized Sheet sheet() {
        return sheet;
    }

    private synchronized void replace(Sheet fresh) {
        sheet = fresh;
    }

    private static Span cover(Span one, Span other) {
        return new Span(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }
}
