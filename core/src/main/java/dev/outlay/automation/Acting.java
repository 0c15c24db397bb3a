package dev.outlay.automation;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings actions that were decided to their end: does them, calls them off, takes them back. Used for one run.
final class Acting {

    // how far back a decision may lie that still waits to be done
    private static final Duration LOOKED_BACK = Duration.ofDays(15);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ledger ledger;
    private final Policy policy;
    private final Launcher launcher;
    private final InstantSource clock;
    private final Supplier<Optional<String>> halted;

    Acting(Ledger ledger, Policy policy, Launcher launcher, InstantSource clock, Supplier<Optional<String>> halted) {
        this.ledger = ledger;
        this.policy = policy;
        this.launcher = launcher;
        this.clock = clock;
        this.halted = halted;
    }

    /// What was decided not too long ago.
    static Trail trail(LedgerReader ledger, Instant now) {
        return Trail.of(ledger, new Span(now.minus(LOOKED_BACK), Span.EVER.to()));
    }

    /// What a launcher reaches. Throws [SourceException] where that cannot be told.
    static List<Target> targets(Launcher launcher) throws SourceException {
        try {
            return launcher.targets();
        } catch (LauncherException e) {
            throw SourceException.outsideFailed(e.sentence(), e);
        }
    }

    /// Does what is due of an action, or calls it off where its rule wants it no more. `by` is who asks, null for
    /// the clock.
    void advance(Action action, Instant now, @Nullable String by) throws SourceException {
        Proposal proposal = action.proposal();
        boolean isDue = !proposal.due().isAfter(now);
        if (isDue && wasDone(action, by)) {
            return;
        }
        Rule rule = policy.rules().stream()
                .filter(each -> each.name().equals(proposal.rule()))
                .findFirst()
                .orElse(null);
        if (rule == null || !rule.common().change().equals(proposal.change())) {
            callOff(action, now, null, "the rule " + proposal.rule() + " is gone or says something else");
            return;
        }
        if (!isDue || halted.get().isPresent() || isOverLimit(now)) {
            return;
        }
        if (rule instanceof Schedule schedule
                && proposal.due().plus(schedule.catchUp()).isBefore(now)) {
            callOff(action, now, null, "too late: it was due at " + proposal.due());
            return;
        }
        // the state may have changed since the run began, through the actions before this one
        Finding finding = new Planner(policy, ledger, targets(launcher), trail(ledger, now), now).still(action);
        if (finding == null || finding.proposal() == null) {
            callOff(action, now, null, finding == null ? "its target is gone" : finding.because());
            return;
        }
        carryOut(action, by);
    }

    /// Writes down what a process did and could not write down itself, because it ended in between.
    private boolean wasDone(Action action, @Nullable String by) throws SourceException {
        Optional<Effect> effect;
        try {
            effect = launcher.recall(order(action));
        } catch (LauncherException e) {
            closeFailed(action, e, by);
            return true;
        } catch (CallersMistake e) {
            // its target is gone, which is said by what comes next
            return false;
        }
        if (effect.isPresent()) {
            closeDone(action, effect.get(), by);
        }
        return effect.isPresent();
    }

    private void carryOut(Action action, @Nullable String by) throws SourceException {
        try {
            closeDone(action, launcher.carryOut(order(action)), by);
        } catch (LauncherException e) {
            closeFailed(action, e, by);
        }
    }

    private static Order order(Action action) {
        Proposal proposal = action.proposal();
        return new Order(proposal.id(), proposal.target(), proposal.change());
    }

    private void closeDone(Action action, Effect effect, @Nullable String by) throws SourceException {
        Instant now = clock.instant();
        close(action, Trail.acted(action.id(), effect, now, by), effect.said(), now);
    }

    private void closeFailed(Action action, LauncherException failure, @Nullable String by) throws SourceException {
        Instant now = clock.instant();
        Action.Status status = failure.isUnsure() ? Action.Status.UNSURE : Action.Status.FAILED;
        close(action, Trail.said(action.id(), status, now, by, failure.sentence()), failure.sentence(), now);
    }

    /// Has the target of an action brought back into the state before it.
    void takeBack(Action action) throws SourceException {
        Instant now = clock.instant();
        String id = action.id();
        Change undo = Objects.requireNonNull(action.undo(), id);
        try {
            Effect effect =
                    launcher.carryOut(new Order(id + "/undo", action.proposal().target(), undo));
            append(Trail.said(id, Action.Status.UNDONE, now, null, undo.text() + ": " + effect.said()));
        } catch (LauncherException | CallersMistake e) {
            append(Trail.said(
                    id, Action.Status.UNDO_FAILED, now, null, "it could not be taken back: " + e.getMessage()));
        }
    }

    /// Writes down that an action will not be done, and why.
    void callOff(Action action, Instant now, @Nullable String by, String sentence) throws SourceException {
        close(action, Trail.said(action.id(), Action.Status.CALLED_OFF, now, by, sentence), sentence, now);
    }

    private void close(Action action, Event event, String sentence, Instant now) throws SourceException {
        List<Event> events = new ArrayList<>(List.of(event));
        Notices.closed(action, event.verb(), sentence, now)
                .forEachFor(policy.channels(action.proposal().rule()), now, events::add);
        ledger.append(Reading.of(events));
    }

    private boolean isOverLimit(Instant now) {
        long tried = trail(ledger, now).actions().stream()
                .filter(Action::wasTried)
                .filter(action -> action.last().isAfter(now.minus(HOUR)))
                .count();
        return tried >= policy.actionsPerHour();
    }

    private void append(Event event) throws SourceException {
        ledger.append(Reading.of(List.of(event)));
    }
}
