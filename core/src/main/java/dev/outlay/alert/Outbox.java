package dev.outlay.alert;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The messages that are to be delivered, kept in the ledger as events, so that none is lost or forgotten however
/// the process ends.
///
/// A message is queued by [#queue]: its events belong into the same append as what caused them. One outbox serves a
/// process; nobody else works on its ledger. Thread-safe.
public final class Outbox {

    // events are stamped with the time at which they are appended; this is how far two clocks may be apart
    private static final Duration LATEST = Duration.ofHours(1);

    private final Ledger ledger;
    private final Map<String, Track> tracks = new HashMap<>();
    private final Map<String, NavigableSet<Dispatch>> open = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private Instant seen = Instant.MIN;

    public Outbox(Ledger ledger) {
        this.ledger = ledger;
    }

    /// The events that queue a message for channels, stamped with the instant at which they are appended. Appending
    /// them twice changes nothing, so that one message goes to one channel once.
    public static List<Event> queue(Message message, Collection<String> channels, Instant now) {
        return channels.stream()
                .distinct()
                .map(channel -> DeliveryEvents.queued(message, channel, now))
                .toList();
    }

    /// Everything that was queued in a span, with how far it has come, latest first.
    public static List<Dispatch> dispatches(LedgerReader ledger, Span span) {
        Map<String, Track> tracks = new LinkedHashMap<>();
        // what became of a message may lie after the span
        try (Stream<Event> events = ledger.facts(Event.class, new Span(span.from(), Span.EVER.to()))) {
            events.filter(event -> event.topic().equals(DeliveryEvents.TOPIC))
                    .forEach(event -> tracks.computeIfAbsent(event.subject(), _ -> new Track())
                            .add(event));
        }
        return tracks.values().stream()
                .map(Track::dispatch)
                .filter(Objects::nonNull)
                .filter(dispatch -> span.contains(dispatch.queued()))
                .sorted(Dispatch.IN_TURN.reversed())
                .toList();
    }

    /// Queues a message now, where nothing else is to be appended with it.
    public synchronized void put(Message message, Collection<String> channels, Instant now) throws SourceException {
        ledger.append(Reading.of(queue(message, channels, now)));
        refresh();
    }

    /// Has the courier try again what it gave up or knows nothing of. Throws [CallersMistake] where no dispatch has
    /// this id or it needs no second try.
    public synchronized Dispatch retry(String id, Instant now, String by) throws SourceException {
        Dispatch dispatch = dispatches(ledger, Span.EVER).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new CallersMistake("no delivery is called " + id + ": outlay alert deliveries lists them"));
        if (dispatch.status() == Dispatch.Status.SENT || dispatch.status().isOpen()) {
            throw new CallersMistake("the delivery " + id + " is "
                    + dispatch.status().word() + ": only what is dead or unknown can be tried again");
        }
        ledger.append(Reading.of(List.of(DeliveryEvents.retried(dispatch, now, by))));
        // events of long ago are not in memory any more
        seen = Instant.MIN;
        refresh();
        return dispatch(id);
    }

    /// Takes note of what was appended since the last time.
    synchronized void refresh() {
        Span span = seen.equals(Instant.MIN) ? Span.EVER : new Span(seen.minus(LATEST), Span.EVER.to());
        if (seen.equals(Instant.MIN)) {
            tracks.clear();
            open.clear();
        }
        try (Stream<Event> events = ledger.facts(Event.class, span)) {
            events.filter(event -> event.topic().equals(DeliveryEvents.TOPIC)).forEach(this::note);
        }
        forgetSettled();
    }

    /// The next message that may be sent through a channel now: the oldest, unless the channel is held or an older
    /// message about the same alert is still on its way.
    synchronized Optional<Dispatch> next(String channel, Instant now) {
        Set<Dispatch> waiting = open.getOrDefault(channel, new TreeSet<>(Dispatch.IN_TURN));
        boolean pauses = waiting.stream().anyMatch(dispatch -> dispatch.holdsChannel() && isLater(dispatch, now));
        if (pauses) {
            return Optional.empty();
        }
        Set<String> busy = new HashSet<>();
        for (Dispatch dispatch : waiting) {
            if (held.contains(dispatch.id())) {
                continue;
            }
            // an alert that is over must not begin again because its trigger came late
            if (busy.add(dispatch.message().alert()) && !isLater(dispatch, now)) {
                return Optional.of(dispatch);
            }
        }
        return Optional.empty();
    }

    /// The channels that messages wait for, as far as was noted.
    public synchronized Set<String> awaited() {
        Set<String> awaited = new HashSet<>(open.keySet());
        awaited.removeIf(channel -> waitingFor(channel).isEmpty());
        return awaited;
    }

    /// What waits for a channel, in turn.
    synchronized List<Dispatch> waitingFor(String channel) {
        return List.copyOf(open.getOrDefault(channel, new TreeSet<>(Dispatch.IN_TURN)));
    }

    /// Queues a message of which the caller begins the sending at once, out of turn, and keeps others from it until
    /// it is released.
    synchronized Dispatch hold(Message message, String channel, Instant now) throws SourceException {
        refresh();
        Event queued = DeliveryEvents.queued(message, channel, now);
        Track track = new Track();
        track.add(queued);
        Event attempted = DeliveryEvents.attempted(Objects.requireNonNull(track.dispatch()), now);
        held.add(queued.subject());
        ledger.append(Reading.of(List.of(queued, attempted)));
        note(queued);
        note(attempted);
        return dispatch(queued.subject());
    }

    /// Lets go of what was held.
    synchronized void release(Dispatch dispatch) {
        held.remove(dispatch.id());
    }

    /// Writes that the sending of a dispatch begins. Empty where it is further along than the caller believes.
    synchronized Optional<Dispatch> begin(Dispatch believed, Instant now) throws SourceException {
        Track track = tracks.get(believed.id());
        if (track == null || !believed.equals(track.dispatch())) {
            return Optional.empty();
        }
        return Optional.of(append(DeliveryEvents.attempted(believed, now)));
    }

    /// Writes an event about a dispatch and gives what it adds up to now.
    synchronized Dispatch append(Event event) throws SourceException {
        if (ledger.append(Reading.of(List.of(event))).added() != 1) {
            throw new LedgerException(
                    LedgerException.Cause.FAILED,
                    "another process delivers from this ledger, which would send messages twice: stop one of them",
                    new IllegalStateException(event.origin().id()));
        }
        note(event);
        return dispatch(event.subject());
    }

    /// How far a delivery of this process has come. Throws [NullPointerException] where it knows of none.
    public synchronized Dispatch dispatch(String id) {
        Track track = tracks.get(id);
        return Objects.requireNonNull(track == null ? null : track.dispatch(), id);
    }

    private void note(Event event) {
        Track track = tracks.computeIfAbsent(event.subject(), _ -> new Track());
        Dispatch before = track.dispatch();
        track.add(event);
        Dispatch after = track.dispatch();
        if (before != null && before.status().isOpen()) {
            waiting(before).remove(before);
        }
        if (after != null && after.status().isOpen()) {
            waiting(after).add(after);
        }
        if (event.at().isAfter(seen)) {
            seen = event.at();
        }
    }

    private NavigableSet<Dispatch> waiting(Dispatch dispatch) {
        return open.computeIfAbsent(dispatch.channel(), _ -> new TreeSet<>(Dispatch.IN_TURN));
    }

    /// Keeps memory bounded: what is settled and will not be read again is forgotten.
    private void forgetSettled() {
        if (seen.equals(Instant.MIN)) {
            return;
        }
        Instant horizon = seen.minus(LATEST);
        tracks.values().removeIf(track -> {
            Dispatch dispatch = track.dispatch();
            return track.last().isBefore(horizon)
                    && (dispatch == null || !dispatch.status().isOpen());
        });
        open.values().removeIf(Set::isEmpty);
    }

    private static boolean isLater(Dispatch dispatch, Instant now) {
        @Nullable Instant notBefore = dispatch.notBefore();
        return notBefore != null && notBefore.isAfter(now);
    }
}
