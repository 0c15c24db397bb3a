package dev.outlay;

import dev.outlay.allocation.Allocation;
import dev.outlay.budget.BudgetBook;
import dev.outlay.budget.BudgetChanges;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Expense;
import dev.outlay.budget.Stated;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.BudgetTables;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is done to budgets, and the book that knows what was spent against each. Thread-safe.
public final class Budgeting implements HeardLedger.Listener {

    private final Supplier<Ledger> ledgers;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Supplier<Allocation> allocations;
    private volatile @Nullable BudgetBook book;

    Budgeting(Supplier<Ledger> ledgers, Catalog catalog, InstantSource clock, Supplier<Allocation> allocations) {
        this.ledgers = ledgers;
        this.catalog = catalog;
        this.clock = clock;
        this.allocations = allocations;
    }

    /// The book of all budgets, read when it is first asked for and kept up to date from then on by what is
    /// appended through this door.
    public BudgetBook book() {
        BudgetBook known = book;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            if (book == null) {
                book = new BudgetBook(
                        ledgers.get(), catalog, () -> allocations.get().owners(), clock.instant());
            }
            return Objects.requireNonNull(book);
        }
    }

    /// See [BudgetChanges#set]: what was set, what was so already, and what went.
    public Table set(List<Stated> stated, boolean prune, @Nullable String actor) throws SourceException {
        return changed(changes().set(stated, prune, actor, clock.instant()));
    }

    /// See [BudgetChanges#create].
    public Table create(Stated stated, @Nullable String actor) throws SourceException {
        return changed(changes().create(stated, actor, clock.instant()));
    }

    /// See [BudgetChanges#reset].
    public Table reset(String name, @Nullable String actor) throws SourceException {
        return changed(changes().reset(name, actor, clock.instant()));
    }

    /// See [BudgetChanges#delete].
    public Table delete(String name, boolean below, @Nullable String actor) throws SourceException {
        return changed(changes().delete(name, below, actor, clock.instant()));
    }

    /// See [BudgetChanges#record]; the answer names the budgets that it counts for.
    public Table record(Expense expense, @Nullable String actor) throws SourceException {
        boolean added = changes().record(expense, actor, clock.instant());
        return BudgetTables.recorded(
                expense, added, ledgers.get(), allocations.get().owners());
    }

    @Override
    public void heard(@Nullable Span charges, Set<String> topics) {
        BudgetBook known;
        synchronized (this) {
            // waits for a book that is being read: it may have been begun before this was appended
            known = book;
        }
        if (known == null) {
            return;
        }
        if (charges != null) {
            known.heard(charges, clock.instant());
        }
        if (topics.contains(BudgetState.TOPIC)) {
            known.changed(clock.instant());
        }
    }

    private BudgetChanges changes() {
        return new BudgetChanges(ledgers.get());
    }

    private Table changed(List<BudgetChanges.Change> changes) {
        return BudgetTables.changed(changes, BudgetState.of(ledgers.get()));
    }
}
