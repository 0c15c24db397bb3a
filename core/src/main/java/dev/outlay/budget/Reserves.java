package dev.outlay.budget;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;

/// What is set aside in budgets for work that was let in and is not charged yet.
@FunctionalInterface
public interface Reserves {

    /// Nothing is set aside.
    Reserves NONE = (_, _) -> BigDecimal.ZERO;

    /// What is set aside in a budget at an instant, in the unit of its limit; zero where nothing is.
    BigDecimal open(Budget budget, Instant now);

    /// What the facts of a ledger say is set aside.
    static Reserves of(LedgerReader ledger, Instant now) {
        var book = new Book();
        Docket.read(ledger, Span.EVER).forEach(book::apply);
        if (book.reserved().isEmpty()) {
            return NONE;
        }
        var position =
                new Position(book, Draws.of(ledger, BudgetState.of(ledger).tree(), book.reserved()));
        position.leaveOverdue(now);
        return (budget, _) -> position.reserved(budget.name());
    }
}
