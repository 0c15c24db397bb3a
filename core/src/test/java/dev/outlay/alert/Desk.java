package dev.outlay.alert;

import dev.outlay.budget.BudgetBook;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Alerts on a ledger in memory under a clock that tests turn. Every call reads the ledger anew, as a process does
/// that has just been started.
final class Desk {

    static final String PHONE = "phone";
    static final String CHAT = "chat";
    static final Instant MONDAY_NOON = Instant.parse("2026-11-16T12:00:00Z");

    /// For rules that ask no budgets.
    static final Supplier<BudgetBook> NO_BOOK = () -> {
        throw new AssertionError("no rule here asks for budgets");
    };

    private final Ledger ledger;
    private Instant now = MONDAY_NOON;
    private AlertPolicy policy;

    Desk(AlertPolicy policy) {
        this(new MemoryLedger(), policy);
    }

    Desk(Ledger ledger, AlertPolicy policy) {
        this.ledger = ledger;
        this.policy = policy;
    }

    /// All to one channel, one message an alert, gone after a quarter of an hour.
    static AlertPolicy policy(Rule... rules) {
        return new AlertPolicy(
                List.of(rules).stream().map(Watch::of).toList(),
                List.of(CHAT, PHONE),
                List.of(new Route(Set.of(), Set.of(), Map.of(), List.of(CHAT), false)),
                List.of(),
                Escalation.NONE,
                new Pace(Duration.ofMinutes(15), List.of("rule", "team"), Duration.ofMinutes(10), Duration.ofHours(1)));
    }

    static AlertPolicy with(AlertPolicy policy, Escalation escalation, QuietHours... quiet) {
        return new AlertPolicy(
                policy.watches(), policy.channels(), policy.routes(), List.of(quiet), escalation, policy.pace());
    }

    Desk under(AlertPolicy another) {
        policy = another;
        return this;
    }

    AlertPolicy policy() {
        return policy;
    }

    Ledger ledger() {
        return ledger;
    }

    Alerts alerts() {
        return new Alerts(ledger);
    }

    Instant now() {
        return now;
    }

    Desk after(Duration length) {
        now = now.plus(length);
        return this;
    }

    Desk at(Instant instant) {
        now = instant;
        return this;
    }

    Alerts.Checked check() {
        try {
            return alerts().check(policy, new Situation(ledger, Catalog.builtin(), now, NO_BOOK, List::of));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What was queued, oldest first, each as `CHANNEL KIND SEVERITY TITLE`.
    List<String> messages() {
        return dispatches().stream()
                .map(dispatch ->
                        dispatch.channel() + " " + dispatch.message().kind().word() + " "
                                + dispatch.message().severity().word() + " "
                                + dispatch.message().title())
                .toList();
    }

    List<Dispatch> dispatches() {
        List<Dispatch> all = new ArrayList<>(Outbox.dispatches(ledger, Span.EVER));
        all.sort((one, other) -> one.message().id().compareTo(other.message().id()));
        return all;
    }

    Alert only() {
        List<Alert> all = Alerts.all(ledger);
        if (all.size() != 1) {
            throw new AssertionError("one alert is expected, not " + all);
        }
        return all.getFirst();
    }
}
