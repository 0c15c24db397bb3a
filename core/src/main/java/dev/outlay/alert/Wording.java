package dev.outlay.alert;

import dev.outlay.alert.Alert.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a message says, before it has an id.
record Wording(
        Message.Kind kind,
        String rule,
        Severity severity,
        Instant started,
        Instant at,
        String title,
        String sentence,
        Map<String, String> labels,
        Map<String, String> evidence,
        List<Message.Grouped> grouped) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    Message message(String id, String alert) {
        return new Message(
                id, alert, rule, kind, severity, started, at, title, sentence, labels, evidence, List.of(), grouped);
    }

    /// Alerts that began; the first stands for the others.
    static Wording began(List<AlertState> states, Instant now) {
        AlertState lead = states.getFirst();
        Instant started =
                states.stream().map(AlertState::fired).min(Instant::compareTo).orElseThrow();
        return trigger(states, lead.watch(), started, lead.finding().labels(), now);
    }

    /// Alerts that became worse, or that nobody took on, within what a channel was told before.
    static Wording worse(Message opening, List<AlertState> states, String channel, Instant now) {
        Wording wording = trigger(states, opening.rule(), opening.started(), opening.labels(), now);
        boolean late = states.stream()
                .flatMap(state -> state.untold(channel).stream())
                .anyMatch(occasion -> occasion.verb().equals(AlertEvents.ESCALATED));
        return late
                ? wording.saying("Nobody has taken this on since "
                        + minute(states.stream()
                                .map(AlertState::fired)
                                .min(Instant::compareTo)
                                .orElseThrow())
                        + ". " + wording.sentence())
                : wording;
    }

    static Wording acknowledged(Message opening, List<AlertState> states, Instant now) {
        TreeSet<String> who = new TreeSet<>();
        for (AlertState state : states) {
            Act act = state.acknowledged();
            if (act != null) {
                who.add(by(act));
            }
        }
        return about(opening, Message.Kind.ACKNOWLEDGE, now, "Taken on by " + String.join(" and ", who) + ".");
    }

    static Wording resolved(Message opening, List<AlertState> states, Instant now) {
        TreeSet<String> how = new TreeSet<>();
        for (AlertState state : states) {
            Act act = state.resolved();
            if (act != null) {
                how.add(act.by() == null ? String.valueOf(act.note()) : "resolved by " + by(act));
            }
        }
        String many = states.size() == 1 ? "Over" : "All " + states.size() + " are over";
        return about(
                opening,
                Message.Kind.RESOLVE,
                now,
                many + " after " + length(Duration.between(opening.started(), now)) + ": " + String.join("; ", how)
                        + ".");
    }

    private static Wording trigger(
            List<AlertState> states, String rule, Instant started, Map<String, String> labels, Instant now) {
        AlertState lead = states.getFirst();
        Finding finding = lead.finding();
        Map<String, String> evidence = new LinkedHashMap<>(finding.figures());
        evidence.put("alert", lead.id());
        if (!finding.evidence().isEmpty()) {
            evidence.put("facts", String.join(", ", finding.evidence()));
        }
        List<Message.Grouped> grouped = new ArrayList<>();
        for (AlertState state : states.subList(1, states.size())) {
            grouped.add(new Message.Grouped(
                    state.id(),
                    state.severity(),
                    state.watch() + ": " + state.finding().subject()));
        }
        int more = states.size() - 1;
        return new Wording(
                Message.Kind.TRIGGER,
                rule,
                lead.severity(),
                started,
                notBefore(started, now),
                lead.watch() + ": " + finding.subject() + (more == 0 ? "" : " and " + more + " more"),
                finding.sentence(),
                labels,
                evidence,
                grouped);
    }

    private static Wording about(Message opening, Message.Kind kind, Instant now, String sentence) {
        return new Wording(
                kind,
                opening.rule(),
                opening.severity(),
                opening.started(),
                notBefore(opening.started(), now),
                opening.title(),
                sentence,
                opening.labels(),
                Map.of(),
                opening.grouped());
    }

    private Wording saying(String another) {
        return new Wording(kind, rule, severity, started, at, title, another, labels, evidence, grouped);
    }

    private static String by(Act act) {
        String who = act.by() == null ? "nobody" : act.by();
        return act.note() == null ? who : who + " (" + act.note() + ")";
    }

    // a clock that was set back sends nothing into the past of an alert
    private static Instant notBefore(Instant started, Instant now) {
        return now.isBefore(started) ? started : now;
    }

    static String minute(@Nullable Instant instant) {
        return instant == null ? "an unknown time" : MINUTE.format(instant);
    }

    /// A length of time for a sentence: `3 d 4 h`, `2 h 10 min`, `45 s`.
    static String length(Duration length) {
        long seconds = Math.max(length.toSeconds(), 0);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return hours % 24 == 0 ? hours / 24 + " d" : hours / 24 + " d " + hours % 24 + " h";
    }
}
