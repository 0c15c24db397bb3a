package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An office with budgets, a ledger and a door; its clock is moved by hand.
final class Offices implements InstantSource {

    static final Instant START = Instant.parse("2026-11-10T12:00:00Z");

    final Ledger ledger = new MemoryLedger();
    private @Nullable BudgetBook book;
    private Instant now = START;
    private int charges;

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// A door that knows what the ledger tells, as a process that has just started.
    Admissions door() {
        return new Admissions(() -> ledger, this, () -> OwnerRules.NONE, this::book);
    }

    private synchronized BudgetBook book() {
        if (book == null) {
            book = new BudgetBook(ledger, Catalog.builtin(), () -> OwnerRules.NONE, now);
        }
        return book;
    }

    void set(Budget... budgets) {
        for (Budget budget : budgets) {
            append(Event.of(
                    "set/" + budget.name() + "/" + now,
                    START.minus(Duration.ofDays(40)),
                    BudgetState.TOPIC,
                    budget.name(),
                    BudgetState.SET,
                    "finance",
                    budget.details()));
        }
        book().changed(now);
    }

    /// What a run of a team cost from an instant on.
    void charge(String team, @Nullable String run, String usd, Instant from, Duration length) {
        Span span = Span.of(from, length);
        append(new Charge(
                Origin.of("charge/" + ++charges, "test"),
                ChargeStatus.METERED,
                span,
                null,
                Costs.of(Money.of("USD", usd)),
                Place.UNKNOWN,
                new Owner(null, null, null, null, team, null, null, null, null, run),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                GpuUse.NONE,
                null,
                null,
                Map.of()));
        book().heard(span, now);
    }

    void ends(String run, Instant from, Instant to) {
        append(new Run(
                Origin.of("run/" + run, "test"),
                to,
                new Span(from, to),
                run,
                1,
                RunStatus.SUCCEEDED,
                Owner.UNKNOWN,
                null,
                Map.of()));
    }

    private void append(Fact fact) {
        try {
            ledger.append(Reading.of(List.of(fact)));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }

    static Budget team(String team, String limit) {
        return Budget.monthly(team, Limit.of(limit), Scope.of(Named.TEAM, team));
    }

    static Ask ask(String id, String team, String usd) {
        return ask(id, Map.of(Named.TEAM, team), Expected.exactly(new BigDecimal(usd)));
    }

    static Ask ask(String id, Map<Dimension, String> who, Expected usd) {
        return new Ask(
                id, who, Map.of(new BudgetUnit.Currency("USD"), usd), null, null, null, null, "as the test says");
    }
}
