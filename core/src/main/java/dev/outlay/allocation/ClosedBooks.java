package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Statement;
import dev.outlay.units.Span;
import java.util.List;
import java.util.stream.Stream;

/// The months for which somebody closed a statement.
final class ClosedBooks {

    private final List<Span> months;

    ClosedBooks(LedgerReader ledger) {
        try (Stream<Statement> statements = ledger.facts(Statement.class, Span.EVER)) {
            this.months = statements.map(Statement::period).distinct().toList();
        }
    }

    boolean hold(Charge charge) {
        return months.stream().anyMatch(month -> month.contains(charge.at()));
    }
}
