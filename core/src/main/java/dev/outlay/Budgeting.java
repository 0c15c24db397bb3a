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
import dev.outlay.report.BudgetParameters;
import dev.outlay.report.BudgetTables;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.time.Instant;
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

    /// Does what parameters say. Throws [CallersMistake] on a parameter that it does not know, and where it cannot
    /// be done as asked.
    public Table act(BudgetAction action, Parameters parameters) throws SourceException {
        parameters.only("budget " + action.text(), action.parameters());
        String actor = parameters.text(BudgetParameters.BY.name()).orElse(null);
        Instant now = clock.instant();
        return switch (action) {
            case CREATE -> changed(changes().create(BudgetParameters.stated(parameters, now), actor, now));
            case RECORD -> {
                Expense expense = BudgetParameters.expense(parameters, now);
                boolean added = changes().record(expense, actor, now);
                yield BudgetTables.recorded(
                        expense, added, ledgers.get(), allocations.get().owners());
            }
            case RESET -> changed(changes().reset(parameters.required(BudgetParameters.NAME), actor, now));
            case DELETE ->
                changed(changes()
                        .delete(
                                parameters.required(BudgetParameters.NAME),
                                parameters.flag(BudgetParameters.WITH_BELOW.name()),
                                actor,
                                now));
        };
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
        try {
            if (charges != null) {
                known.heard(charges, clock.instant());
            }
            if (topics.contains(BudgetState.TOPIC)) {
                known.changed(clock.instant());
            }
        } catch (RuntimeException e) {
            // what was appended is in the ledger, whatever keeps the book from being read, such as a mistake in the
            // owner rules: whoever asks next reads it anew and is told
            synchronized (this) {
                book = null;
            }
        }
    }

    private BudgetChanges changes() {
        return new BudgetChanges(ledgers.get());
    }

    private Table changed(List<BudgetChanges.Change> changes) {
        return BudgetTables.changed(changes, BudgetState.of(ledgers.get()));
    }
}
