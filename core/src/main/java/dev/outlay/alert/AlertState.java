package dev.outlay.alert;

import dev.outlay.alert.Alert.Act;
import dev.outlay.alert.Alert.Status;
import dev.outlay.ledger.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One alert while its events are read, one after the other. Not thread-safe.
final class AlertState {

    private static final int ID_BYTES = 5;

    /// Something worth telling: at which event, how serious, to whom.
    record Occasion(int sequence, String verb, Severity severity, List<String> channels) {}

    private final String id;
    private final String watch;
    private final Instant fired;
    private Finding finding;
    private Severity found;
    private Severity worst;
    private @Nullable Severity raised;
    private Instant last;
    private int escalations;
    private @Nullable Instant subsided;
    private @Nullable Instant told;
    private @Nullable Act acknowledged;
    private @Nullable Act resolved;
    private boolean gone = true;
    private final List<Occasion> occasions = new ArrayList<>();
    // the message that told each channel of it first, by the alert that message is kept under
    private final Map<String, String> conversations = new LinkedHashMap<>();

    /// The alert that an event `fired` begins.
    AlertState(Event event, int sequence) {
        id = event.subject();
        watch = Details.text(event, AlertEvents.RULE);
        fired = event.at();
        last = event.at();
        finding = Details.finding(event);
        found = Details.severity(event);
        worst = found;
        occasion(event, sequence, found);
    }

    /// What alerts of a key are called: the start of a fingerprint, and the how manieth it is.
    static String idOf(String key, int number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES) + "-" + number;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String key(String watch, String subject) {
        return watch + "\n" + subject;
    }

    void note(Event event, int sequence) {
        last = event.at();
        switch (event.verb()) {
            case AlertEvents.UPDATED -> updated(event, sequence);
            case AlertEvents.SUBSIDED -> subsided = event.at();
            case AlertEvents.RETURNED -> subsided = null;
            case AlertEvents.ACKNOWLEDGED -> acknowledged = act(event);
            case AlertEvents.ESCALATED -> {
                escalations++;
                raised = Details.severity(event);
                if (raised.compareTo(worst) > 0) {
                    worst = raised;
                }
                occasion(event, sequence, raised);
            }
            case AlertEvents.RESOLVED -> {
                resolved = act(event);
                // what a person ends may go on, and is not told again until it has been gone
                gone = event.actor() == null;
            }
            case AlertEvents.CLEARED -> gone = true;
            default -> throw new IllegalStateException("no alert can be " + event.verb());
        }
    }

    private void updated(Event event, int sequence) {
        finding = Details.finding(event);
        found = Details.severity(event);
        if (found.compareTo(worst) > 0) {
            worst = found;
            if (acknowledged != null) {
                // it was taken on as something less, so the wait for somebody begins anew
                acknowledged = null;
                told = null;
            }
            occasion(event, sequence, found);
        }
    }

    private void occasion(Event event, int sequence, Severity severity) {
        List<String> channels = Details.lines(event, AlertEvents.TO);
        if (!channels.isEmpty()) {
            occasions.add(new Occasion(sequence, event.verb(), severity, channels));
        }
    }

    /// That a channel was told of this, in a message kept under an alert, up to an event.
    void told(String channel, String conversation, int sequence, Instant at) {
        conversations.putIfAbsent(channel, conversation);
        told = told == null ? at : told;
        occasions.replaceAll(occasion -> occasion.sequence() > sequence
                ? occasion
                : new Occasion(
                        occasion.sequence(),
                        occasion.verb(),
                        occasion.severity(),
                        occasion.channels().stream()
                                .filter(each -> !each.equals(channel))
                                .toList()));
        occasions.removeIf(occasion -> occasion.channels().isEmpty());
    }

    private static Act act(Event event) {
        return new Act(
                event.at(), event.actor(), Details.said(event, AlertEvents.NOTE).orElse(null));
    }

    /// What a channel has not been told yet, in order.
    List<Occasion> untold(String channel) {
        return occasions.stream()
                .filter(occasion -> occasion.channels().contains(channel))
                .toList();
    }

    String id() {
        return id;
    }

    String watch() {
        return watch;
    }

    String key() {
        return key(watch, finding.subject());
    }

    /// Whether somebody means this alert: by its id, or by its id without the number.
    boolean isCalled(String name) {
        return id.equals(name) || id.substring(0, id.lastIndexOf('-')).equals(name);
    }

    Finding finding() {
        return finding;
    }

    /// As the rule last found it.
    Severity found() {
        return found;
    }

    /// As it was found or escalated to, whichever is worse.
    Severity severity() {
        return raised != null && raised.compareTo(found) > 0 ? raised : found;
    }

    /// The worst it has been.
    Severity worst() {
        return worst;
    }

    Status status() {
        if (resolved != null) {
            return Status.RESOLVED;
        }
        return acknowledged == null ? Status.FIRING : Status.ACKNOWLEDGED;
    }

    boolean isActive() {
        return resolved == null;
    }

    Instant fired() {
        return fired;
    }

    Instant last() {
        return last;
    }

    int escalations() {
        return escalations;
    }

    @Nullable
    Instant subsided() {
        return subsided;
    }

    /// Since when somebody is waited for: when anybody was first told of it; null where nobody was.
    @Nullable
    Instant told() {
        return told;
    }

    @Nullable
    Act acknowledged() {
        return acknowledged;
    }

    @Nullable
    Act resolved() {
        return resolved;
    }

    /// Whether the condition has been gone since the alert was resolved.
    boolean isGone() {
        return gone;
    }

    @Nullable
    String conversation(String channel) {
        return conversations.get(channel);
    }

    Alert alert() {
        return new Alert(
                id,
                watch,
                Objects.requireNonNull(finding),
                severity(),
                status(),
                fired,
                last,
                escalations,
                acknowledged,
                resolved,
                List.copyOf(conversations.keySet()));
    }
}
