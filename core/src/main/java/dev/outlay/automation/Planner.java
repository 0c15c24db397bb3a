package dev.outlay.automation;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.spot.Change;
import dev.outlay.spot.Target;
import dev.outlay.spot.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what the rules want done now: looks, and does nothing. Immutable; not thread-safe where the ledger is not.
final class Planner {

    private final Policy policy;
    private final LedgerReader ledger;
    private final List<Target> targets;
    private final Trail trail;
    private final Instant now;

    Planner(Policy policy, LedgerReader ledger, List<Target> targets, Trail trail, Instant now) {
        this.policy = policy;
        this.ledger = ledger;
        this.targets = targets;
        this.trail = trail;
        this.now = now;
    }

    /// What each rule says of each target it covers, in the order of the rules.
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            for (Target target : targets) {
                if (rule.covers(target.name())) {
                    findings.add(
                            switch (rule) {
                                case Schedule schedule -> finding(schedule, target);
                                case IdleRule idle -> finding(idle, target);
                            });
                }
            }
        }
        return findings;
    }

    /// Why a rule still wants an action that was announced; null where it does no more.
    @Nullable
    Finding still(Action action) {
        return findings().stream()
                .filter(finding -> finding.rule().equals(action.proposal().rule())
                        && finding.target().equals(action.proposal().target()))
                .findFirst()
                .orElse(null);
    }

    private Finding finding(Schedule schedule, Target target) {
        Instant next = schedule.cron().next(now, schedule.zone());
        Instant time = time(schedule);
        String hindrance = hindrance(schedule.common().change(), target);
        if (time == null || hindrance != null) {
            return new Finding(
                    schedule.name(),
                    target.name(),
                    schedule.common().change(),
                    null,
                    next,
                    hindrance == null ? "it is not time: " + schedule.cron() + " in " + schedule.zone() : hindrance);
        }
        Schedule later = overtaking(schedule, target, time);
        if (later != null) {
            return new Finding(
                    schedule.name(),
                    target.name(),
                    schedule.common().change(),
                    null,
                    next,
                    "the rule " + later.name() + " had its time after it");
        }
        return proposed(schedule, target, time, next, "it is time: " + schedule.cron() + " in " + schedule.zone());
    }

    /// The time of a schedule that is to be acted upon: the last one that can be made up for, else one that is to
    /// be announced; null where there is none.
    private @Nullable Instant time(Schedule schedule) {
        List<Instant> past = schedule.cron().between(now.minus(schedule.catchUp()), now, schedule.zone());
        if (!past.isEmpty()) {
            return past.getLast();
        }
        List<Instant> ahead =
                schedule.cron().between(now, now.plus(schedule.common().grace()), schedule.zone());
        return ahead.isEmpty() ? null : ahead.getFirst();
    }

    /// Another schedule of the target whose time came between that of this one and now.
    private @Nullable Schedule overtaking(Schedule schedule, Target target, Instant time) {
        for (Rule rule : policy.rules()) {
            if (rule instanceof Schedule other && !other.equals(schedule) && other.covers(target.name())) {
                if (!other.cron().between(time, now, other.zone()).isEmpty()) {
                    return other;
                }
            }
        }
        return null;
    }

    private Finding finding(IdleRule rule, Target target) {
        String hindrance = hindrance(rule.common().change(), target);
        if (hindrance != null) {
            return new Finding(rule.name(), target.name(), rule.common().change(), null, null, hindrance);
        }
        Verdict verdict = Idleness.judge(ledger, policy.measured(target.name()), rule, now);
        if (!verdict.isIdle()) {
            return new Finding(
                    rule.name(),
                    target.name(),
                    rule.common().change(),
                    null,
                    null,
                    verdict.kind() == Verdict.Kind.BUSY
                            ? "busy: " + verdict.because()
                            : "not measured: " + verdict.because());
        }
        Action before = lastOf(rule, target);
        if (before != null && before.status() == Action.Status.ANNOUNCED) {
            return new Finding(
                    rule.name(), target.name(), rule.common().change(), before.proposal(), null, verdict.because());
        }
        if (before != null && rests(before) && before.last().plus(rule.rest()).isAfter(now)) {
            return new Finding(
                    rule.name(),
                    target.name(),
                    rule.common().change(),
                    null,
                    null,
                    "left alone until " + before.last().plus(rule.rest()) + ": " + before.id() + " was "
                            + before.status().word());
        }
        return proposed(rule, target, now, null, verdict.because());
    }

    private Finding proposed(Rule rule, Target target, Instant time, @Nullable Instant next, String because) {
        String id = Proposal.id(rule.name(), target.name(), time);
        Action known = trail.action(id);
        Instant soonest = now.plus(rule.common().grace());
        var proposal = known != null && known.status() != Action.Status.REHEARSED
                ? known.proposal()
                : new Proposal(
                        id,
                        rule.name(),
                        target.name(),
                        rule.common().change(),
                        time.isAfter(soonest) ? time : soonest,
                        because);
        boolean settled =
                known != null && known.status() != Action.Status.REHEARSED && known.status() != Action.Status.ANNOUNCED;
        return new Finding(
                rule.name(),
                target.name(),
                rule.common().change(),
                settled ? null : proposal,
                next,
                settled ? id + " was " + Objects.requireNonNull(known).status().word() : because);
    }

    /// Why nothing can or need be done to a target; null where nothing stands against it.
    private static @Nullable String hindrance(Change change, Target target) {
        if (!target.isCapableOf(change)) {
            return "nothing says how to " + change.needs().word() + " it";
        }
        if (target.state() instanceof TargetState.Unknown unknown) {
            return "its state is not known: " + unknown.why();
        }
        return change.isIn(target.state()) ? "it is " + target.state().text() + " already" : null;
    }

    private @Nullable Action lastOf(Rule rule, Target target) {
        Action last = null;
        for (Action action : trail.actions()) {
            if (action.proposal().rule().equals(rule.name())
                    && action.proposal().target().equals(target.name())) {
                last = action;
            }
        }
        return last;
    }

    /// Whether a person or a failure spoke against the last action.
    private static boolean rests(Action action) {
        return switch (action.status()) {
            case FAILED, UNSURE, UNDOING, UNDONE, UNDO_FAILED -> true;
            case CALLED_OFF -> action.by() != null;
            case REHEARSED, ANNOUNCED, ACTED, FOUND -> false;
        };
    }
}
