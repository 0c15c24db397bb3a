package dev.outlay.automation;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.spot.Launcher;
import dev.outlay.spot.Target;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
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
            List<Finding> findings,
            List<Action> actions,
            @Nullable String halted,
            boolean applied) {

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
        return Acting.targets(launchers.get());
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
        Acting acting = acting(policy);
        for (Action action : open(trail(now))) {
            if (action.status() == Action.Status.UNDOING) {
                acting.takeBack(action);
            } else {
                acting.advance(action, now, by);
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
            case ANNOUNCED -> acting(policy()).callOff(action, now, by, "called off by " + by);
            case ACTED, UNDO_FAILED, UNDOING -> {
                if (action.undo() == null) {
                    throw new CallersMistake("nothing brings "
                            + action.proposal().target() + " back: its state before " + id + " was not known");
                }
                if (action.status() == Action.Status.ACTED) {
                    ledgers.get()
                            .append(Reading.of(List.of(
                                    Trail.said(id, Action.Status.UNDOING, now, by, "to be taken back by " + by))));
                }
                acting(policy()).takeBack(action);
            }
            case REHEARSED, CALLED_OFF, FOUND, FAILED, UNSURE, UNDONE ->
                throw new CallersMistake("the action " + id + " is "
                        + action.status().word() + ": only what was announced or done can be taken back");
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
                                .forEachFor(policy.channels(proposal.rule()), now, consumer::accept);
                    }
                }
            }
        });
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
                .filter(action ->
                        action.status() == Action.Status.ANNOUNCED || action.status() == Action.Status.UNDOING)
                .sorted(Comparator.comparing(action -> action.proposal().due()))
                .toList();
    }

    private Acting acting(Policy policy) {
        return new Acting(ledgers.get(), policy, launchers.get(), clock, this::halted);
    }

    private Trail trail(Instant now) {
        return Acting.trail(ledgers.get(), now);
    }
}
