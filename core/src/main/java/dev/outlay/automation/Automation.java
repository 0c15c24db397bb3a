package dev.outlay.automation;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.spot.Change;
import dev.outlay.spot.Effect;
import dev.outlay.spot.Launcher;
import dev.outlay.spot.LauncherException;
import dev.outlay.spot.Order;
import dev.outlay.spot.Target;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door to automation: what the rules want, doing it, taking it back, and what was done.
///
/// Nothing is done without [#run] being told to apply. Whatever is decided is written to the ledger before it is
/// done, so that a process that ends at any moment neither forgets an action nor does one twice: the next run goes
/// on with what was announced, and the launcher answers for an order it was given before. Thread-safe: one run at a
/// time.
public final class Automation {

    // how far back a decision may lie that still waits to be done
    private static final Duration LOOKED_BACK = Duration.ofDays(15);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Supplier<Ledger> ledgers;
    private final Supplier<Policy> policies;
    private final Supplier<Launcher> launchers;
    private final InstantSource clock;
    private final Supplier<Optional<String>> halted;

    /// `policies` and `launchers` are asked whenever something is looked at or done; `halted` says why nothing may
    /// be done now, and is asked again before every single action.
    public Automation(
            Supplier<Ledger> ledgers,
            Supplier<Policy> policies,
            Supplier<Launcher> launchers,
            InstantSource clock,
            Supplier<Optional<String>> halted) {
        this.ledgers = ledgers;
        this.policies = policies;
        this.launchers = launchers;
        this.clock = clock;
        this.halted = halted;
    }

    /// What was looked at, and what is open or was done by a run. `halted` says why nothing may be done, null where
    /// it may.
    public record Outcome(
            List<Finding> findings, List<Action> actions, @Nullable String halted, boolean applied) {

        public Outcome {
            findings = List.copyOf(findings);
            actions = List.copyOf(actions);
        }
    }

    public Policy policy() {
        return policies.get();
    }

    /// Why nothing may be done now, by the settings or the switch; empty where it may.
    public Optional<String> halted() {
        return policy().halted() ? Optional.of("halt is true in automation.yaml") : halted.get();
    }

    /// What is reached, and in which state. Throws [SourceException] where that cannot be told.
    public List<Target> targets() throws SourceException {
        try {
            return launchers.get().targets();
        } catch (LauncherException e) {
            throw SourceException.outsideFailed(e.sentence(), e);
        }
    }

    /// What the rules want now. Writes and does nothing. Throws [SourceException] where the state of the targets
    /// cannot be told.
    public synchronized Outcome plan() throws SourceException {
        Instant now = clock.instant();
        Trail trail = trail(now);
        List<Finding> findings = new Planner(policy(), ledgers.get(), targets(), trail, now).findings();
        return new Outcome(findings, open(trail), halted().orElse(null), false);
    }

    /// Decides what the rules want now, and does what is due. Without `apply`, what would be done is written down
    /// as rehearsed, once, and nothing is announced or done. Throws [SourceException] where the state of the
    /// targets cannot be told or the ledger not be written. `by` is who asks, null for the clock.
    public synchronized Outcome run(boolean apply, @Nullable String by) throws SourceException {
        Instant now = clock.instant();
        Policy policy = policy();
        List<Target> targets = targets();
        Trail before = trail(now);
        List<Finding> findings = new Planner(policy, ledgers.get(), targets, before, now).findings();
        announce(findings, policy, now, apply);
        if (!apply) {
            return new Outcome(findings, changedSince(before, now), halted().orElse(null), false);
        }
        for (Action action : open(trail(now))) {
            if (action.status() == Action.Status.UNDOING) {
                takeBack(action);
            } else {
                advance(action, policy, now, by);
            }
        }
        return new Outcome(findings, changedSince(before, now), halted().orElse(null), true);
    }

    /// The actions that were decided in a span with everything that happened to them, in order.
    public Trail history(Span span) {
        return Trail.of(ledgers.get(), span);
    }

    /// Takes an action back: calls it off where it was announced only, else has the target brought back. Throws
    /// [CallersMistake] where there is no such action or nothing to take back.
    public synchronized Action undo(String id, String by) throws SourceException {
        Instant now = clock.instant();
        Action action = Trail.of(ledgers.get(), Span.EVER).action(id);
        if (action == null) {
            throw new CallersMistake("no action is called " + id + ": outlay automation history lists them");
        }
        switch (action.status()) {
            case ANNOUNCED -> callOff(action, now, by, "called off by " + by);
            case ACTED, UNDO_FAILED, UNDOING -> {
                if (action.undo() == null) {
                    throw new CallersMistake("nothing brings " + action.proposal().target()
                            + " back: its state before " + id + " was not known");
                }
                if (action.status() == Action.Status.ACTED) {
                    append(List.of(Trail.said(id, Action.Status.UNDOING, now, by, "to be taken back by " + by)));
                }
                takeBack(action);
            }
            case REHEARSED, CALLED_OFF, FOUND, FAILED, UNSURE, UNDONE ->
                throw new CallersMistake("the action " + id + " is " + action.status().word()
                        + ": only what was announced or done can be taken back");
        }
        return Objects.requireNonNull(Trail.of(ledgers.get(), Span.EVER).action(id));
    }

    /// Writes down what is new of what the rules want, seen from within the append: two runs decide nothing twice.
    private void announce(List<Finding> findings, Policy policy, Instant now, boolean apply) throws SourceException {
        if (apply && halted().isPresent()) {
            return;
        }
        ledgers.get().append(consumer -> {
            Trail trail = trail(now);
            for (Finding finding : findings) {
                Proposal proposal = finding.proposal();
                Action known = proposal == null ? null : trail.action(proposal.id());
                boolean isNew = known == null || (apply && known.status() == Action.Status.REHEARSED);
                if (proposal != null && isNew) {
                    consumer.accept(Trail.announced(proposal, now, !apply));
                    if (apply) {
                        Notices.announced(proposal, now)
                                .forEachFor(channels(policy, proposal.rule()), now, consumer::accept);
                    }
                }
            }
        });
    }

    private void advance(Action action, Policy policy, Instant now, @Nullable String by)
            throws SourceException {
        Proposal proposal = action.proposal();
        Rule rule = policy.rules().stream()
                .filter(each -> each.name().equals(proposal.rule()))
                .findFirst()
                .orElse(null);
        if (rule == null || !rule.common().change().equals(proposal.change())) {
            callOff(action, now, null, "the rule " + proposal.rule() + " is gone or says something else");
            return;
        }
        if (proposal.due().isAfter(now) || halted().isPresent() || isOverLimit(policy, now)) {
            return;
        }
        if (rule instanceof Schedule schedule && proposal.due().plus(schedule.catchUp()).isBefore(now)) {
            callOff(action, now, null, "too late: it was due at " + proposal.due());
            return;
        }
        // the state may have changed since the run began, through the actions before this one
        Finding finding = new Planner(policy, ledgers.get(), targets(), trail(now), now).still(action);
        if (finding == null || finding.proposal() == null) {
            callOff(action, now, null, finding == null ? "its target is gone" : finding.because());
            return;
        }
        carryOut(action, by);
    }

    private void carryOut(Action action, @Nullable String by) throws SourceException {
        Proposal proposal = action.proposal();
        var order = new Order(proposal.id(), proposal.target(), proposal.change());
        try {
            Effect effect = launchers.get().carryOut(order);
            Instant now = clock.instant();
            close(action, Trail.acted(proposal.id(), effect, now, by), effect.said(), now);
        } catch (LauncherException e) {
            Instant now = clock.instant();
            Action.Status status = e.isUnsure() ? Action.Status.UNSURE : Action.Status.FAILED;
            close(action, Trail.said(proposal.id(), status, now, by, e.sentence()), e.sentence(), now);
        } catch (CallersMistake e) {
            Instant now = clock.instant();
            String sentence = String.valueOf(e.getMessage());
            close(action, Trail.said(proposal.id(), Action.Status.FAILED, now, by, sentence), sentence, now);
        }
    }

    private void takeBack(Action action) throws SourceException {
        Instant now = clock.instant();
        String id = action.id();
        Change undo = Objects.requireNonNull(action.undo(), id);
        try {
            Effect effect = launchers
                    .get()
                    .carryOut(new Order(id + "/undo", action.proposal().target(), undo));
            append(List.of(Trail.said(id, Action.Status.UNDONE, now, null, undo.text() + ": " + effect.said())));
        } catch (LauncherException | CallersMistake e) {
            append(List.of(Trail.said(
                    id, Action.Status.UNDO_FAILED, now, null, "it could not be taken back: " + e.getMessage())));
        }
    }

    private void callOff(Action action, Instant now, @Nullable String by, String sentence) throws SourceException {
        close(action, Trail.said(action.id(), Action.Status.CALLED_OFF, now, by, sentence), sentence, now);
    }

    private void close(Action action, Event event, String sentence, Instant now) throws SourceException {
        List<Event> events = new ArrayList<>(List.of(event));
        Notices.closed(action, event.verb(), sentence, now)
                .forEachFor(channels(policy(), action.proposal().rule()), now, events::add);
        append(events);
    }

    private boolean isOverLimit(Policy policy, Instant now) {
        long tried = trail(now).actions().stream()
                .filter(Action::wasTried)
                .filter(action -> action.last().isAfter(now.minus(HOUR)))
                .count();
        return tried >= policy.actionsPerHour();
    }

    private static List<String> channels(Policy policy, String rule) {
        return policy.rules().stream()
                .filter(each -> each.name().equals(rule))
                .flatMap(each -> each.common().channels().stream())
                .toList();
    }

    private List<Action> changedSince(Trail before, Instant now) {
        return trail(now).actions().stream()
                .filter(action -> !action.equals(before.action(action.id()))
                        || action.status() == Action.Status.ANNOUNCED
                        || action.status() == Action.Status.UNDOING)
                .toList();
    }

    private static List<Action> open(Trail trail) {
        return trail.actions().stream()
                .filter(action -> action.status() == Action.Status.ANNOUNCED
                        || action.status() == Action.Status.UNDOING)
                .sorted(Comparator.comparing(action -> action.proposal().due()))
                .toList();
    }

    private Trail trail(Instant now) {
        return Trail.of(ledgers.get(), new Span(now.minus(LOOKED_BACK), Span.EVER.to()));
    }

    private void append(List<Event> events) throws SourceException {
        ledgers.get().append(Reading.of(events));
    }
}
