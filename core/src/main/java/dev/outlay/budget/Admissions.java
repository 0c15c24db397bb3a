package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door before money is spent: decides on asks, sets aside what it admits, and lets go of what is over.
///
/// What is decided is computed while it is appended, so that no two asks are decided by the same room. All of it is
/// events of the topic `reservation`; a fresh process comes to the same state from them. Thread-safe.
public final class Admissions {

    /// What came of an ask to reserve: the decision, and what was reserved, null where nothing was. `before` is
    /// whether it was reserved already, by the same ask.
    public record Outcome(Decision decision, @Nullable Reservation reservation, boolean before) {}

    private final Supplier<? extends LedgerReader> ledgers;
    private final InstantSource clock;
    private final Docket docket;

    /// `rules` are asked at every ask, and `budgets` for the one book of them that is kept up to date.
    public Admissions(
            Supplier<Ledger> ledgers, InstantSource clock, Supplier<OwnerRules> rules, Supplier<BudgetBook> budgets) {
        this(ledgers, clock, new Docket(ledgers, reading -> ledgers.get().append(reading), rules, budgets));
    }

    private Admissions(Supplier<? extends LedgerReader> ledgers, InstantSource clock, Docket docket) {
        this.ledgers = ledgers;
        this.clock = clock;
        this.docket = docket;
    }

    /// A door for questions alone, which knows what a ledger tells when it is made and can write nothing.
    public static Admissions reading(
            LedgerReader ledger, Catalog catalog, Supplier<OwnerRules> rules, InstantSource clock) {
        var book = new BudgetBook(ledger, catalog, rules, clock.instant());
        Docket.Pen none = _ -> {
            throw new IllegalStateException("this door is for questions alone");
        };
        return new Admissions(() -> ledger, clock, new Docket(() -> ledger, none, rules, () -> book));
    }

    /// Charges or runs were appended to the ledger: what they draw on reservations is read when it is next needed.
    public void heard() {
        docket.heard();
    }

    /// What would be decided now. Nothing is written.
    public synchronized Decision check(Ask ask) {
        Instant now = now();
        return docket.decision(ask, now);
    }

    /// Decides on an ask and sets aside what it is admitted with, in one step; a refusal is written too. An ask
    /// that is reserved already, the same in all that it says, stays as it is; one that says something else takes
    /// the place of the former.
    /// Without `acceptsLimits`, what would be admitted in part only is refused.
    public synchronized Outcome reserve(Ask ask, boolean acceptsLimits, String by) throws SourceException {
        Instant now = now();
        Outcome[] outcome = new Outcome[1];
        docket.append(now, (state, writing) -> {
            Reservation held = state.book().reserved(ask.id());
            if (held != null && held.ask().isSameAs(ask)) {
                outcome[0] = new Outcome(state.decision(ask, now), held, true);
                return;
            }
            Decision decision = state.decision(ask, now);
            beginGraces(decision, now, by, state.book(), writing);
            if (!decision.admits() || (decision instanceof Decision.Throttle && !acceptsLimits)) {
                writing.write(
                        number -> ReservationEvents.decided(number, now, ReservationEvents.REFUSED, ask, decision, by));
                outcome[0] = new Outcome(decision, null, false);
                return;
            }
            if (held != null) {
                writing.write(number -> released(number, now, held.id(), "another ask takes its place", by));
            }
            Reservation reservation = reservation(ask, decision, state.book(), now, by);
            writing.write(number -> ReservationEvents.reserved(number, reservation, decision));
            outcome[0] = new Outcome(decision, reservation, false);
        });
        return Objects.requireNonNull(outcome[0]);
    }

    /// See [#reserve(Ask, boolean, String)], taking what is admitted.
    public Outcome reserve(Ask ask, String by) throws SourceException {
        return reserve(ask, true, by);
    }

    /// Decides on an ask and writes what would have been done, and does nothing.
    public synchronized Decision rehearse(Ask ask, String by) throws SourceException {
        Instant now = now();
        Decision[] decided = new Decision[1];
        docket.append(now, (state, writing) -> {
            Decision decision = state.decision(ask, now);
            writing.write(
                    number -> ReservationEvents.decided(number, now, ReservationEvents.REHEARSED, ask, decision, by));
            decided[0] = decision;
        });
        return Objects.requireNonNull(decided[0]);
    }

    /// Lets go of a reservation. Throws [CallersMistake] where nothing is reserved under that id.
    public synchronized Reservation release(String id, String why, String by) throws SourceException {
        Instant now = now();
        Reservation[] released = new Reservation[1];
        docket.append(now, (state, writing) -> {
            Reservation held = state.book().reserved(id);
            if (held == null) {
                throw new CallersMistake(
                        "nothing is reserved under the id " + id + ": see outlay budget reservations for what is");
            }
            writing.write(number -> released(number, now, id, why, by));
            released[0] = held;
        });
        return Objects.requireNonNull(released[0]);
    }

    /// Lets an ask that was refused go over the budgets that refused it, by at most what it asked for, until an
    /// instant. Throws [CallersMistake] where it was not refused, and where this is not somebody who may.
    public synchronized Consent approve(String id, String by, String why, Instant until) throws SourceException {
        Instant now = now();
        Consent[] given = new Consent[1];
        docket.append(now, (state, writing) -> {
            Book.Refused refused = state.book().refused(id);
            if (refused == null || (refused.over().isEmpty() && !refused.referred())) {
                throw new CallersMistake("no ask with the id " + id
                        + " was refused by a budget: ask with budget check --reserve --id " + id + " first");
            }
            if (by.equals(refused.by())) {
                throw new CallersMistake(by + " asked for " + id + " and cannot approve it: somebody else has to");
            }
            refused.over().keySet().forEach(budget -> mustApprove(state.book(), budget, by));
            Consent consent = consent(Consent.Kind.APPROVAL, id, refused.over(), by, why, now, until);
            writing.write(number -> ReservationEvents.consent(number, consent));
            given[0] = consent;
        });
        return Objects.requireNonNull(given[0]);
    }

    /// Puts an ask to people: what it is for is done only once one of them has approved its id, whether the budgets
    /// have room or not. `why` says what makes a person's word necessary.
    public synchronized void refer(Ask ask, String why, String by) throws SourceException {
        Instant now = now();
        docket.append(
                now, (_, writing) -> writing.write(number -> ReservationEvents.referred(number, now, ask, why, by)));
    }

    /// The approval of an ask that holds now; empty where none was given or its time is over.
    public synchronized Optional<Consent> approval(String id) {
        Instant now = now();
        return docket.book().consents(id).stream()
                .filter(consent -> consent.kind() == Consent.Kind.APPROVAL && consent.holdsAt(now))
                .findFirst();
    }

    /// Lets any ask go over a budget until an instant, by at most `allowance` in its unit; null is without bound.
    /// Throws [CallersMistake] where there is no such budget, and where this is not somebody who may.
    public synchronized Consent override(
            String budget, @Nullable BigDecimal allowance, String by, String why, Instant until)
            throws SourceException {
        Instant now = now();
        Consent[] given = new Consent[1];
        docket.append(now, (state, writing) -> {
            mustExist(state.tree(), budget);
            mustApprove(state.book(), budget, by);
            Map<String, BigDecimal> amounts = allowance == null ? Map.of() : Map.of(budget, allowance);
            Consent consent = consent(Consent.Kind.OVERRIDE, budget, amounts, by, why, now, until);
            writing.write(number -> ReservationEvents.consent(number, consent));
            given[0] = consent;
        });
        return Objects.requireNonNull(given[0]);
    }

    /// Says what a budget does when it is full; a null budget stands for all that have no policy of their own.
    /// Throws [CallersMistake] where there is no such budget.
    public synchronized AdmissionPolicy setPolicy(@Nullable String budget, AdmissionPolicy policy, String by)
            throws SourceException {
        Instant now = now();
        docket.append(now, (state, writing) -> {
            if (budget != null) {
                mustExist(state.tree(), budget);
            }
            String subject = budget == null ? Book.EVERY : budget;
            writing.write(number -> ReservationEvents.policy(number, now, subject, policy, by));
        });
        return policy;
    }

    /// The policy of a budget; of a null budget that of all without one of their own.
    public synchronized AdmissionPolicy policy(@Nullable String budget) {
        if (budget != null) {
            mustExist(docket.tree(), budget);
        }
        return docket.book().policy(budget == null ? Book.EVERY : budget);
    }

    /// What is reserved now, in the order of reserving.
    public synchronized List<Standing> reservations() {
        Instant now = now();
        Position position = docket.position(now);
        Tree tree = docket.tree();
        return position.counting().stream()
                .map(due -> Standing.of(due, position, tree))
                .toList();
    }

    /// What is set aside in a budget now, in the unit of its limit.
    public synchronized BigDecimal reserved(String budget) {
        return docket.position(now()).reserved(budget);
    }

    /// All that was decided and done, in order: the audit trail.
    public List<Event> audit(Span span) {
        return Docket.read(ledgers.get(), span);
    }

    // kept to the microsecond, as databases do
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Reservation reservation(Ask ask, Decision decision, Book book, Instant now, String by) {
        List<Hold> holds = decision.holds();
        Duration wait = ask.timeout() == null ? timeout(ask, holds, book) : ask.timeout();
        return new Reservation(
                ask,
                book.times(ask.id()) + 1,
                now,
                now.plus(wait),
                holds,
                by,
                decision instanceof Decision.Throttle throttle ? throttle.limits() : null);
    }

    // the hours it may take, and the longest that a budget grants beyond them
    private static Duration timeout(Ask ask, List<Hold> holds, Book book) {
        Duration beyond = holds.stream()
                .map(hold -> book.policy(hold.budget()).timeout())
                .max(Comparator.naturalOrder())
                .orElse(AdmissionPolicy.DEFAULT.timeout());
        Duration hours = ask.hours() == null
                ? Duration.ZERO
                : Duration.ofSeconds(
                        ask.hours().high().multiply(BigDecimal.valueOf(3600)).longValue());
        return hours.plus(beyond).plusSeconds(1);
    }

    private static void beginGraces(Decision decision, Instant now, String by, Book book, Docket.Writing writing) {
        for (Level level : decision.levels()) {
            Level.Excuse excuse = level.excuse();
            if (excuse != null
                    && excuse.kind() == Level.Excuse.Kind.GRACE
                    && book.graceBegan(level.budget(), Objects.requireNonNull(level.period())) == null) {
                Map<String, String> details = new LinkedHashMap<>();
                details.put("period", level.period().from().toString());
                details.put("because", level.text());
                writing.write(number -> ReservationEvents.event(
                        number, now, level.budget(), ReservationEvents.GRACE_STARTED, by, details));
            }
        }
    }

    private static Event released(long number, Instant at, String id, String why, @Nullable String by) {
        return ReservationEvents.event(number, at, id, ReservationEvents.RELEASED, by, Map.of("why", why));
    }

    private static Consent consent(
            Consent.Kind kind,
            String subject,
            Map<String, BigDecimal> amounts,
            String by,
            String why,
            Instant now,
            Instant until) {
        try {
            return new Consent(kind, subject, amounts, by, why, now, until);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    private static void mustExist(Tree tree, String budget) {
        if (tree.named(budget).isEmpty()) {
            throw new CallersMistake("there is no budget " + budget + ": see outlay budget list for those there are");
        }
    }

    private static void mustApprove(Book book, String budget, String by) {
        List<String> approvers = book.policy(budget).approvers();
        if (!approvers.isEmpty() && !approvers.contains(by)) {
            throw new CallersMistake(by + " may not let anybody over the budget " + budget + ": "
                    + String.join(", ", approvers) + " may");
        }
    }
}
