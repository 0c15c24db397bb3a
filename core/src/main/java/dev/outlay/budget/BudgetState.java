package dev.outlay.budget;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The budgets that hold, and from when the spend of each counts where it was reset: what all events about budgets
/// come to. Immutable and thread-safe.
public record BudgetState(Tree tree, Map<String, Instant> resets) {

    /// The topic of events about budgets, whose subject is the budget's name.
    public static final String TOPIC = "budget";

    /// A budget was stated, as the details say.
    public static final String SET = "set";

    /// A budget was taken away.
    public static final String DELETED = "deleted";

    /// The spend of a budget's running period counts from this instant on.
    public static final String RESET = "reset";

    /// Money was entered by hand; the subject is the id of its charge.
    public static final String RECORDED = "recorded";

    /// No budgets.
    public static final BudgetState NONE = new BudgetState(Tree.EMPTY, Map.of());

    public BudgetState {
        resets = Map.copyOf(resets);
    }

    /// What the events of a ledger come to.
    public static BudgetState of(LedgerReader ledger) {
        Map<String, Budget> budgets = new LinkedHashMap<>();
        Map<String, Instant> resets = new HashMap<>();
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            events.filter(event -> event.topic().equals(TOPIC)).forEach(event -> {
                switch (event.verb()) {
                    case SET -> budgets.put(event.subject(), Budget.of(event.subject(), event.details()));
                    case DELETED -> {
                        budgets.remove(event.subject());
                        resets.remove(event.subject());
                    }
                    case RESET -> resets.put(event.subject(), event.at());
                    default -> {
                        // told about a budget, and changes none
                    }
                }
            });
        }
        return budgets.isEmpty() ? NONE : new BudgetState(Tree.of(budgets.values()), resets);
    }
}
