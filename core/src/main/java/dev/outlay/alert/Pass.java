package dev.outlay.alert;

import dev.outlay.ledger.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One look at everything: what was found becomes events, by what the events before say.
///
/// The order in which rules or findings come changes nothing, nor does whether the book was read from the ledger or
/// kept. Used once, not thread-safe.
final class Pass {

    private final AlertBook book;
    private final AlertPolicy policy;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();

    Pass(AlertBook book, AlertPolicy policy, Instant now) {
        this.book = book;
        this.policy = policy;
        this.now = now;
    }

    /// The events of this pass, in order; the book has them already.
    List<Event> events() {
        return List.copyOf(events);
    }

    AlertBook book() {
        return book;
    }

    AlertPolicy policy() {
        return policy;
    }

    Instant now() {
        return now;
    }

    /// Writes an event and lets the book learn it.
    Event write(String subject, String verb, @Nullable String actor, Map<String, String> details) {
        Event event = AlertEvents.of(book.next(), now, subject, verb, actor, details);
        events.add(event);
        book.note(event);
        return event;
    }

    /// Begins, renews, and ends alerts by what the watches found.
    void judge(Map<Watch, Judgement> judgements) {
        Map<String, Watch> byName = new TreeMap<>();
        judgements.keySet().forEach(watch -> byName.put(watch.name(), watch));
        for (Watch watch : byName.values()) {
            judge(watch, judgements.getOrDefault(watch, Judgement.NOTHING));
        }
        for (AlertState state : List.copyOf(book.alerts())) {
            if (state.isActive() && policy.watch(state.watch()).isEmpty()) {
                resolve(state, "the rule " + state.watch() + " is not watched any more");
            }
        }
        escalate();
    }

    private void judge(Watch watch, Judgement judgement) {
        Set<String> found = new HashSet<>();
        List<Finding> findings = new ArrayList<>(judgement.findings());
        findings.sort(Comparator.comparing(Finding::subject));
        for (Finding finding : findings) {
            String key = AlertState.key(watch.name(), finding.subject());
            if (found.add(key)) {
                judge(watch, finding, key);
            }
        }
        if (judgement.unknown() != null) {
            return;
        }
        for (AlertState state : List.copyOf(book.alerts())) {
            boolean open = judgement.open().containsKey(state.finding().subject());
            if (state.watch().equals(watch.name()) && !open && !found.contains(state.key())) {
                absent(state);
            }
        }
    }

    private void judge(Watch watch, Finding finding, String key) {
        AlertState state = book.latest(key);
        Severity severity = watch.severityOf(finding);
        if (state == null || (!state.isActive() && state.isGone())) {
            if (finding.holds()) {
                fire(watch, finding, severity, key);
            }
            return;
        }
        if (!state.isActive()) {
            // a person ended it while it went on: only what is worse than that is news
            if (finding.holds() && severity.compareTo(state.worst()) > 0) {
                fire(watch, finding, severity, key);
            }
            return;
        }
        if (state.subsided() != null && !finding.holds()) {
            // once it was well, it has to become bad again, not only less well
            absent(state);
            return;
        }
        if (state.subsided() != null) {
            write(state.id(), AlertEvents.RETURNED, null, Map.of());
        }
        boolean renewed = !finding.sentence().equals(state.finding().sentence())
                && !now.isBefore(state.last().plus(policy.pace().renew()));
        if (severity != state.found() || renewed) {
            Details details = new Details().put(finding, severity);
            if (severity.compareTo(state.worst()) > 0) {
                details.put(AlertEvents.TO, policy.to(watch, finding, severity));
            }
            write(state.id(), AlertEvents.UPDATED, null, details.texts());
        }
    }

    private void fire(Watch watch, Finding finding, Severity severity, String key) {
        write(
                AlertState.idOf(key, book.count(key) + 1),
                AlertEvents.FIRED,
                null,
                new Details()
                        .put(AlertEvents.RULE, watch.name())
                        .put(finding, severity)
                        .put(AlertEvents.TO, policy.to(watch, finding, severity))
                        .texts());
    }

    private void absent(AlertState state) {
        if (!state.isActive()) {
            if (!state.isGone() && state == book.latest(state.key())) {
                write(state.id(), AlertEvents.CLEARED, null, Map.of());
            }
            return;
        }
        Duration patience = policy.pace().resolveAfter();
        Instant subsided = state.subsided();
        if (subsided == null && patience.isPositive()) {
            write(state.id(), AlertEvents.SUBSIDED, null, Map.of());
            return;
        }
        if (subsided == null || !now.isBefore(subsided.plus(patience))) {
            resolve(state, "it does not hold any more");
        }
    }

    private void resolve(AlertState state, String note) {
        write(state.id(), AlertEvents.RESOLVED, null, Map.of(AlertEvents.NOTE, note));
    }

    private void escalate() {
        List<Escalation.Step> steps = policy.escalation().steps();
        for (AlertState state : List.copyOf(book.alerts())) {
            Instant told = state.told();
            boolean waits = state.status() == Alert.Status.FIRING
                    && state.severity().compareTo(policy.escalation().from()) >= 0
                    && !isSilenced(state);
            if (told == null || !waits || state.escalations() >= steps.size()) {
                continue;
            }
            Escalation.Step step = steps.get(state.escalations());
            if (now.isBefore(told.plus(step.after()))) {
                continue;
            }
            Severity severity = step.severity() == null || step.severity().compareTo(state.severity()) < 0
                    ? state.severity()
                    : step.severity();
            List<String> to = step.to().isEmpty()
                    ? policy.watch(state.watch())
                            .map(watch -> policy.to(watch, state.finding(), severity))
                            .orElse(List.of())
                    : step.to();
            write(
                    state.id(),
                    AlertEvents.ESCALATED,
                    null,
                    new Details()
                            .put("severity", severity.word())
                            .put("step", Integer.toString(state.escalations() + 1))
                            .put(AlertEvents.TO, to)
                            .texts());
        }
    }

    boolean isSilenced(AlertState state) {
        Rule rule = policy.watch(state.watch()).map(Watch::rule).orElse(null);
        return book.silences().stream().anyMatch(silence -> silence.hushes(state, rule, now));
    }
}
