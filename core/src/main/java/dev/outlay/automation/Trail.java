package dev.outlay.automation;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.spot.Change;
import dev.outlay.spot.Effect;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The audit trail of automation: events of the topic `automation`, and the actions they add up to.
///
/// The key of each event is the action and what happened to it, so that whatever happens is written once.
public final class Trail {

    public static final String TOPIC = "automation";

    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    private Trail() {}

    /// The trail of a span, and of whatever happened later to what began in it.
    public static Trail of(LedgerReader ledger, Span span) {
        var trail = new Trail();
        try (Stream<Event> all = ledger.facts(Event.class, new Span(span.from(), Span.EVER.to()))) {
            // of what happened in one instant, the beginning comes first
            all.filter(event -> event.topic().equals(TOPIC) && status(event) != null)
                    .sorted(Comparator.comparing(Event::at)
                            .thenComparing(event -> Objects.requireNonNull(status(event))))
                    .forEach(trail::take);
        }
        trail.actions.values().removeIf(action -> !span.contains(action.announced()));
        return trail;
    }

    /// Everything that was decided, in the order of deciding.
    public Collection<Action> actions() {
        return List.copyOf(actions.values());
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public @Nullable Action action(String id) {
        return actions.get(id);
    }

    static Event announced(Proposal proposal, Instant now, boolean rehearsed) {
        return event(
                proposal.id(),
                rehearsed ? Action.Status.REHEARSED : Action.Status.ANNOUNCED,
                now,
                null,
                Map.of(
                        "rule", proposal.rule(),
                        "target", proposal.target(),
                        "change", proposal.change().text(),
                        "due", proposal.due().toString(),
                        "because", proposal.because()));
    }

    static Event acted(String id, Effect effect, Instant now, @Nullable String by) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("before", effect.before().text());
        if (!effect.said().isBlank()) {
            details.put("said", effect.said());
        }
        if (effect.undo() != null) {
            details.put("undo", effect.undo().text());
        }
        return event(id, effect.changed() ? Action.Status.ACTED : Action.Status.FOUND, now, by, details);
    }

    static Event said(String id, Action.Status status, Instant now, @Nullable String by, String sentence) {
        return event(id, status, now, by, Map.of("said", sentence));
    }

    private static Event event(
            String id, Action.Status status, Instant now, @Nullable String by, Map<String, String> details) {
        return Event.of(id + "/" + status.word(), now, TOPIC, id, status.word(), by, details);
    }

    private void take(Event event) {
        events.add(event);
        Action before = actions.get(event.subject());
        Action after = before == null ? begun(event) : advanced(before, event);
        if (after != null) {
            actions.put(event.subject(), after);
        }
    }

    /// Null where the beginning lies before the span.
    private static @Nullable Action begun(Event event) {
        Action.Status status = status(event);
        if (status != Action.Status.ANNOUNCED && status != Action.Status.REHEARSED) {
            return null;
        }
        Map<String, String> details = event.details();
        var proposal = new Proposal(
                event.subject(),
                detail(details, "rule"),
                detail(details, "target"),
                Change.of(detail(details, "change")),
                Instant.parse(detail(details, "due")),
                detail(details, "because"));
        return new Action(proposal, status, event.at(), event.at(), null, null, null);
    }

    private static Action advanced(Action before, Event event) {
        Action.Status status = Objects.requireNonNull(status(event));
        if (status == Action.Status.REHEARSED) {
            return before;
        }
        if (before.status() == Action.Status.REHEARSED) {
            // a rehearsal that comes true later begins anew
            Action begun = begun(event);
            return begun == null ? before : begun;
        }
        String undo = event.details().get("undo");
        return new Action(
                before.proposal(),
                status,
                before.announced(),
                event.at(),
                undo == null ? before.undo() : Change.of(undo),
                event.details().getOrDefault("said", before.said()),
                event.actor() == null ? before.by() : event.actor());
    }

    /// Null for what another version wrote and this one does not know.
    private static Action.@Nullable Status status(Event event) {
        for (Action.Status status : Action.Status.values()) {
            if (status.word().equals(event.verb())) {
                return status;
            }
        }
        return null;
    }

    private static String detail(Map<String, String> details, String name) {
        return Objects.requireNonNull(details.get(name), name);
    }
}
