package dev.outlay.alert;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Alerts as they stand and what can be done to them: everything is an event of the topic `alert`.
///
/// Whatever is decided is decided while its events are appended, so that two callers at once are one after the
/// other. Messages go to the outbox in the same append. Thread-safe where the ledger is.
public final class Alerts {

    private final Ledger ledger;

    public Alerts(Ledger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
    }

    /// What one look did: the alerts that fired, came back, became worse, escalated or ended in it by their events,
    /// how many messages were queued, and which watches could not tell, each with why.
    public record Checked(List<Happening> happenings, int active, int messages, Map<String, String> unknown) {

        public Checked {
            happenings = List.copyOf(happenings);
            unknown = Map.copyOf(unknown);
        }
    }

    /// Something that happened to an alert: what, to which, as it stood then. `note` is null where nothing was
    /// said; `id` is that of the event.
    public record Happening(
            String id,
            Instant at,
            String verb,
            @Nullable String actor,
            Alert alert,
            @Nullable String note) {}

    /// What is to be silenced: alerts of a rule, one alert, alerts with labels; at least one of them is said.
    /// Throws [IllegalArgumentException] otherwise.
    public record Hush(@Nullable String rule, @Nullable String alert, Map<String, String> labels) {

        public Hush {
            labels = Map.copyOf(labels);
            if (rule == null && alert == null && labels.isEmpty()) {
                throw new IllegalArgumentException("a silence is for a rule, an alert or labels: say which");
            }
        }

        /// See the constructor, whose nullness other modules do not see: it is written in the record's header only.
        public static Hush of(@Nullable String rule, @Nullable String alert, Map<String, String> labels) {
            return new Hush(rule, alert, labels);
        }
    }

    /// Looks once at everything that is watched, and tells those who are to be told. A rule that throws is one that
    /// could not tell; the others are heard all the same.
    public Checked check(AlertPolicy policy, Situation situation) throws SourceException {
        Map<Watch, Judgement> judgements = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (Watch watch : policy.watches()) {
            Judgement judgement = judgement(watch, situation).within(watch);
            judgements.put(watch, judgement);
            if (judgement.unknown() != null) {
                unknown.put(watch.name(), judgement.unknown());
            }
        }
        Pass pass = decide(policy, situation.now(), each -> each.judge(judgements));
        List<Happening> happenings = happenings(pass.book(), pass.events());
        int active =
                (int) pass.book().alerts().stream().filter(AlertState::isActive).count();
        int messages = (int) pass.events().stream()
                .filter(event -> event.verb().equals(AlertEvents.NOTIFIED))
                .count();
        return new Checked(happenings, active, messages, unknown);
    }

    private static Judgement judgement(Watch watch, Situation situation) {
        try {
            return watch.rule().judge(watch, situation);
        } catch (LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            // one rule that cannot reckon with what it finds must not keep all others from being heard
            return Judgement.notKnown("this is a bug in Outlay, please report it: " + e);
        }
    }

    /// Takes an alert on: it escalates no further. Throws [CallersMistake] where there is none that is active.
    public Alert acknowledge(AlertPolicy policy, String name, Instant now, String by, @Nullable String note)
            throws SourceException {
        return act(policy, name, now, by, note, AlertEvents.ACKNOWLEDGED);
    }

    /// Ends an alert. Where its condition goes on, it does not fire again until that has been gone, or is worse.
    public Alert resolve(AlertPolicy policy, String name, Instant now, String by, @Nullable String note)
            throws SourceException {
        return act(policy, name, now, by, note, AlertEvents.RESOLVED);
    }

    private Alert act(AlertPolicy policy, String name, Instant now, String by, @Nullable String note, String verb)
            throws SourceException {
        Alert[] done = new Alert[1];
        decide(policy, now, pass -> {
            AlertState state = called(pass.book(), name);
            boolean again = verb.equals(AlertEvents.ACKNOWLEDGED) && state.status() == Alert.Status.ACKNOWLEDGED;
            if (!state.isActive()) {
                throw new CallersMistake("the alert " + state.id() + " is over since "
                        + Wording.minute(
                                state.resolved() == null
                                        ? null
                                        : state.resolved().at()));
            }
            if (!again) {
                pass.write(
                        state.id(),
                        verb,
                        by,
                        new Details().put(AlertEvents.NOTE, note).texts());
            }
            done[0] = state.alert();
        });
        return Objects.requireNonNull(done[0]);
    }

    /// Keeps alerts from being told for a while, and says what the silence is called. Throws [CallersMistake] on a
    /// length that is not above zero, and on a rule or an alert that there is not.
    public String silence(AlertPolicy policy, Hush hush, Duration length, Instant now, String by, @Nullable String why)
            throws SourceException {
        if (!length.isPositive()) {
            throw new CallersMistake("a silence lasts for some time, not " + length);
        }
        String rule = hush.rule();
        if (rule != null && policy.watch(rule).isEmpty() && Rules.named(rule).isEmpty()) {
            throw new CallersMistake("no rule is called " + rule + ": outlay alert rules lists them");
        }
        String[] id = new String[1];
        decide(policy, now, pass -> {
            if (hush.alert() != null) {
                called(pass.book(), hush.alert());
            }
            id[0] = "silence-" + pass.book().next();
            pass.write(
                    id[0],
                    AlertEvents.SILENCED,
                    by,
                    new Details()
                            .put(AlertEvents.RULE, hush.rule())
                            .put("alert", hush.alert())
                            .put("label", hush.labels())
                            .put("until", now.plus(length).toString())
                            .put(AlertEvents.NOTE, why)
                            .texts());
        });
        return Objects.requireNonNull(id[0]);
    }

    /// Ends a silence before its time. Throws [CallersMistake] where none of this name is on.
    public void unsilence(AlertPolicy policy, String id, Instant now, String by) throws SourceException {
        decide(policy, now, pass -> {
            Silence silence = pass.book().silence(id);
            if (silence == null || !silence.isOn(now)) {
                throw new CallersMistake("no silence called " + id + " is on: outlay alert silences lists them");
            }
            pass.write(id, AlertEvents.UNSILENCED, by, Map.of());
        });
    }

    /// All alerts, the latest first.
    public static List<Alert> all(LedgerReader ledger) {
        return AlertBook.of(ledger).alerts().stream()
                .map(AlertState::alert)
                .toList()
                .reversed();
    }

    /// The alert that somebody calls by its id, or by its id without the number, which is the latest. Throws
    /// [CallersMistake] where there is none.
    public static Alert named(LedgerReader ledger, String name) {
        return called(AlertBook.of(ledger), name).alert();
    }

    /// All that happened to alerts, in order; each alert as it stands now.
    public static List<Happening> history(LedgerReader ledger) {
        AlertBook book = AlertBook.of(ledger);
        return happenings(book, AlertBook.events(ledger));
    }

    /// The silences that there are or were, in order.
    public static List<Silence> silences(LedgerReader ledger) {
        return List.copyOf(AlertBook.of(ledger).silences());
    }

    private static AlertState called(AlertBook book, String name) {
        AlertState state = book.called(name.strip());
        if (state == null) {
            throw new CallersMistake("no alert is called " + name + ": outlay alert list shows those there are");
        }
        return state;
    }

    private static List<Happening> happenings(AlertBook book, List<Event> events) {
        List<Happening> happenings = new ArrayList<>();
        for (Event event : events) {
            AlertState state = book.known(event.subject());
            if (state != null && !event.verb().equals(AlertEvents.NOTIFIED)) {
                happenings.add(new Happening(
                        event.origin().id(),
                        event.at(),
                        event.verb(),
                        event.actor(),
                        state.alert(),
                        Details.said(event, AlertEvents.NOTE).orElse(null)));
            }
        }
        return happenings;
    }

    /// Decides on what the ledger says while it is appended to, and queues what is to be told.
    private Pass decide(AlertPolicy policy, Instant now, Consumer<Pass> decision) throws SourceException {
        Pass[] done = new Pass[1];
        RuntimeException[] refused = new RuntimeException[1];
        ledger.append(facts -> {
            AlertBook book = AlertBook.of(ledger);
            // where the process ended between a decision and its message
            book.stranded()
                    .forEach((channel, messages) -> messages.forEach(message ->
                            Outbox.queue(message, List.of(channel), now).forEach(facts)));
            Pass pass = new Pass(book, policy, now);
            try {
                decision.accept(pass);
            } catch (CallersMistake e) {
                // refused in the caller's words, not as a failure of the ledger
                refused[0] = e;
                return;
            }
            new Notices(pass).tell();
            for (Event event : pass.events()) {
                facts.accept(event);
                if (event.verb().equals(AlertEvents.NOTIFIED)) {
                    Outbox.queue(
                                    MessageTexts.read(event.details()),
                                    List.of(Details.text(event, AlertEvents.CHANNEL)),
                                    now)
                            .forEach(facts);
                }
            }
            done[0] = pass;
        });
        if (refused[0] != null) {
            throw refused[0];
        }
        return Objects.requireNonNull(done[0]);
    }
}
