package dev.outlay.alert;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All alerts, silences and messages about them, as the events of a ledger lead to them. Not thread-safe.
final class AlertBook {

    /// What one channel was told in one go, and what becomes of it: a message, those that follow it, its end.
    static final class Conversation {

        private final String channel;
        private final Message opening;
        private final Set<String> alerts = new HashSet<>();
        private boolean acknowledged;
        private boolean closed;

        private Conversation(String channel, Message opening) {
            this.channel = channel;
            this.opening = opening;
        }

        String channel() {
            return channel;
        }

        Message opening() {
            return opening;
        }

        Set<String> alerts() {
            return alerts;
        }

        boolean isAcknowledged() {
            return acknowledged;
        }

        boolean isClosed() {
            return closed;
        }
    }

    private final Map<String, AlertState> alerts = new LinkedHashMap<>();
    private final Map<String, AlertState> latest = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final Map<String, Conversation> conversations = new TreeMap<>();
    private final Map<String, Instant> groups = new HashMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, String> channels = new HashMap<>();
    private int sequence;

    /// The book that a ledger's events lead to.
    static AlertBook of(LedgerReader ledger) {
        List<Event> own = new ArrayList<>();
        Set<String> queued = new HashSet<>();
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            events.forEach(event -> {
                if (event.topic().equals(AlertEvents.TOPIC)) {
                    own.add(event);
                } else if (event.topic().equals(DeliveryEvents.TOPIC)
                        && event.verb().equals(DeliveryEvents.QUEUED)) {
                    queued.add(event.subject());
                }
            });
        }
        AlertBook book = of(own);
        book.messages.keySet().removeIf(id -> queued.contains(Dispatch.id(id, String.valueOf(book.channels.get(id)))));
        return book;
    }

    /// The events of a ledger about alerts, in their order.
    static List<Event> events(LedgerReader ledger) {
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            return events.filter(event -> event.topic().equals(AlertEvents.TOPIC))
                    .sorted(Comparator.comparingInt(AlertEvents::sequence))
                    .toList();
        }
    }

    static AlertBook of(Collection<Event> events) {
        AlertBook book = new AlertBook();
        events.stream().sorted(Comparator.comparingInt(AlertEvents::sequence)).forEach(book::note);
        return book;
    }

    void note(Event event) {
        int number = AlertEvents.sequence(event);
        sequence = Math.max(sequence, number);
        switch (event.verb()) {
            case AlertEvents.FIRED -> {
                AlertState state = new AlertState(event, number);
                alerts.put(state.id(), state);
                latest.put(state.key(), state);
                counts.merge(state.key(), 1, Integer::sum);
            }
            case AlertEvents.SILENCED -> silences.put(event.subject(), silence(event));
            case AlertEvents.UNSILENCED ->
                silences.computeIfPresent(event.subject(), (_, silence) -> silence.endedAt(event.at()));
            case AlertEvents.NOTIFIED -> notified(event);
            default -> alert(event.subject()).note(event, number);
        }
    }

    private void notified(Event event) {
        String channel = Details.text(event, AlertEvents.CHANNEL);
        Message message = MessageTexts.read(event.details());
        messages.put(message.id(), message);
        channels.put(message.id(), channel);
        Conversation conversation = conversations.computeIfAbsent(
                channel + "\n" + message.alert(), _ -> new Conversation(channel, message));
        if (conversation.opening().id().equals(message.id())) {
            groups.put(channel + "\n" + Details.said(event, AlertEvents.GROUP).orElse(""), event.at());
        }
        for (String covered : Details.lines(event, AlertEvents.COVERS)) {
            int mark = covered.lastIndexOf('#');
            AlertState state = alert(covered.substring(0, mark));
            conversation.alerts.add(state.id());
            state.told(channel, message.alert(), Integer.parseInt(covered.substring(mark + 1)), event.at());
        }
        conversation.acknowledged = message.kind() == Message.Kind.ACKNOWLEDGE
                || (conversation.acknowledged && message.kind() != Message.Kind.TRIGGER);
        conversation.closed = message.kind() == Message.Kind.RESOLVE;
    }

    private static Silence silence(Event event) {
        return new Silence(
                event.subject(),
                Details.said(event, AlertEvents.RULE).orElse(null),
                Details.said(event, "alert").orElse(null),
                Details.map(event, "label"),
                event.at(),
                Instant.parse(Details.text(event, "until")),
                event.actor(),
                Details.said(event, AlertEvents.NOTE).orElse(null),
                null);
    }

    /// The alert of an id; null where there is none.
    @Nullable
    AlertState known(String id) {
        return alerts.get(id);
    }

    /// The alert of an id that events name. Throws [IllegalStateException] where they should not.
    AlertState alert(String id) {
        AlertState state = alerts.get(id);
        if (state == null) {
            throw new IllegalStateException("the ledger has an event about the alert " + id + ", which never fired");
        }
        return state;
    }

    /// The number of the next event.
    int next() {
        return sequence + 1;
    }

    /// All alerts, in the order in which they fired.
    Collection<AlertState> alerts() {
        return alerts.values();
    }

    /// The alert that somebody calls by its id, or the latest of those that share the id without the number.
    @Nullable
    AlertState called(String name) {
        AlertState found = null;
        for (AlertState state : alerts.values()) {
            if (state.isCalled(name)) {
                found = state;
            }
        }
        return found;
    }

    /// The latest alert of a key; null where it never fired.
    @Nullable
    AlertState latest(String key) {
        return latest.get(key);
    }

    /// How often a key has fired.
    int count(String key) {
        return counts.getOrDefault(key, 0);
    }

    Collection<Silence> silences() {
        return silences.values();
    }

    @Nullable
    Silence silence(String id) {
        return silences.get(id);
    }

    /// What channels were told and is not over, in a fixed order.
    List<Conversation> openConversations() {
        return conversations.values().stream()
                .filter(conversation -> !conversation.isClosed())
                .toList();
    }

    /// When a group last opened a message on a channel; null where it never did.
    @Nullable
    Instant opened(String channel, String group) {
        return groups.get(channel + "\n" + group);
    }

    /// Messages that were decided on and not queued, as where the process ended between the two; by channel.
    Map<String, List<Message>> stranded() {
        return messages.values().stream()
                .collect(Collectors.groupingBy(
                        message -> String.valueOf(channels.get(message.id())), TreeMap::new, Collectors.toList()));
    }
}
