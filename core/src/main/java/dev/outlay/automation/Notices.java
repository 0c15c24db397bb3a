package dev.outlay.automation;

import dev.outlay.alert.Message;
import dev.outlay.alert.Outbox;
import dev.outlay.alert.Severity;
import dev.outlay.ledger.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What people are told before and after something is done by itself.
record Notices(Message message) {

    private static final String RULE = "automation";

    static Notices announced(Proposal proposal, Instant now) {
        String what = proposal.change().text() + " " + proposal.target();
        return new Notices(message(
                proposal,
                Message.Kind.TRIGGER,
                now,
                now,
                "announced",
                "Will " + what + " at " + proposal.due(),
                "The rule " + proposal.rule() + " will " + what + " at " + proposal.due() + ": " + proposal.because()
                        + ". To call it off: outlay automation undo " + proposal.id(),
                Map.of("due", proposal.due().toString(), "because", proposal.because())));
    }

    static Notices closed(Action action, String verb, String sentence, Instant now) {
        Proposal proposal = action.proposal();
        String said = sentence.isBlank() ? verb : sentence;
        boolean done = verb.equals(Action.Status.ACTED.word());
        return new Notices(message(
                proposal,
                Message.Kind.RESOLVE,
                action.announced(),
                now,
                verb,
                proposal.change().text() + " " + proposal.target() + ": " + verb,
                "The rule " + proposal.rule() + ", " + proposal.change().text() + " " + proposal.target() + ": " + said
                        + (done ? ". To take it back: outlay automation undo " + proposal.id() : ""),
                Map.of("said", said)));
    }

    private static Message message(
            Proposal proposal,
            Message.Kind kind,
            Instant started,
            Instant at,
            String verb,
            String title,
            String sentence,
            Map<String, String> evidence) {
        String alert = RULE + "/" + proposal.id();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("automation", proposal.rule());
        labels.put("target", proposal.target());
        return new Message(
                alert + "/" + verb,
                alert,
                RULE,
                kind,
                Severity.INFO,
                started,
                at.isBefore(started) ? started : at,
                title,
                sentence,
                labels,
                evidence,
                List.of(),
                List.of());
    }

    /// Hands over the events that have this delivered through channels; none without a channel.
    void forEachFor(List<String> channels, Instant now, Consumer<Event> consumer) {
        Outbox.queue(message, channels, now).forEach(consumer);
    }
}
