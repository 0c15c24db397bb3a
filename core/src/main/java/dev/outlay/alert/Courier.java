package dev.outlay.alert;

import dev.outlay.alert.Dispatch.Status;
import dev.outlay.ledger.SourceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Works through an [Outbox]: sends what is due, tries again what was not taken, and gives up where that is
/// hopeless.
///
/// That a sending begins is in the ledger before anything is sent, and what came of it right after. So after the
/// process ended at whatever point, the next one knows which messages may have arrived: those it sends again where
/// the receiver takes them for the same, and keeps as unknown where it does not. A message that the ledger says was
/// sent is never sent again.
///
/// It waits for nothing: what is not due is left to a later call. Thread-safe; calls for one channel take turns.
public final class Courier {

    private final Outbox outbox;
    private final InstantSource clock;
    private final RandomGenerator jitter;
    private final Set<String> busy = new HashSet<>();

    public Courier(Outbox outbox, InstantSource clock, RandomGenerator jitter) {
        this.outbox = outbox;
        this.clock = clock;
        this.jitter = jitter;
    }

    /// What one call did: how many messages were sent, how many are to be tried again, how many nobody knows of,
    /// how many were given up.
    public record Worked(int sent, int waiting, int unknown, int dead) {

        public static final Worked NOTHING = new Worked(0, 0, 0, 0);

        public Worked plus(Worked other) {
            return new Worked(sent + other.sent, waiting + other.waiting, unknown + other.unknown, dead + other.dead);
        }

        private static Worked of(Status status) {
            return switch (status) {
                case SENT -> new Worked(1, 0, 0, 0);
                case WAITING -> new Worked(0, 1, 0, 0);
                case UNKNOWN -> new Worked(0, 0, 1, 0);
                case DEAD -> new Worked(0, 0, 0, 1);
                case QUEUED, SENDING -> NOTHING;
            };
        }
    }

    /// Sends what is due on a channel, one message after the other, until none is or the thread is interrupted.
    /// Does nothing where another thread is at it. Throws [SourceException] or
    /// [dev.outlay.ledger.LedgerException] where the ledger fails; what was sent before stays known.
    public Worked work(Line line) throws SourceException {
        String channel = line.channel().name();
        synchronized (busy) {
            if (!busy.add(channel)) {
                return Worked.NOTHING;
            }
        }
        try {
            outbox.refresh();
            Worked worked = Worked.NOTHING;
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Dispatch> next = outbox.next(channel, clock.instant());
                if (next.isEmpty()) {
                    break;
                }
                worked = worked.plus(Worked.of(handle(next.get(), line).status()));
            }
            return worked;
        } finally {
            synchronized (busy) {
                busy.remove(channel);
            }
        }
    }

    /// Gives up what waits for channels that nobody has set up any more.
    public Worked giveUpStrays(Collection<String> channels) throws SourceException {
        outbox.refresh();
        Worked worked = Worked.NOTHING;
        for (String stray : outbox.awaited()) {
            if (!channels.contains(stray)) {
                worked = worked.plus(giveUpAll(stray));
            }
        }
        return worked;
    }

    /// Sends a message that tries a channel, once and now, and keeps what came of it. Nothing is tried again.
    public Outcome test(Line line, Message message) throws SourceException {
        Dispatch begun = outbox.hold(message, line.channel().name(), clock.instant());
        try {
            Outcome outcome = line.channel().deliver(message);
            String verb = switch (outcome) {
                case Outcome.Delivered _ -> DeliveryEvents.SENT;
                case Outcome.Unsure _ -> DeliveryEvents.UNKNOWN;
                case Outcome.Refused _, Outcome.TryLater _ -> DeliveryEvents.DEAD;
            };
            outbox.append(DeliveryEvents.ended(begun, verb, clock.instant(), outcome.sentence()));
            return outcome;
        } finally {
            outbox.release(begun);
        }
    }

    private Dispatch handle(Dispatch due, Line line) throws SourceException {
        if (due.status() == Status.SENDING && !line.resendsUnsure()) {
            return outbox.append(DeliveryEvents.ended(
                    due,
                    DeliveryEvents.UNKNOWN,
                    clock.instant(),
                    "the process ended while it was sent, and " + line.channel().kind()
                            + " would show it twice: look whether it arrived, and try again if it did not"));
        }
        if (due.attemptsThatCount() >= line.patience().attempts()) {
            return giveUp(due, "tried " + due.attempts() + " times" + lastWords(due));
        }
        Optional<Dispatch> begun = outbox.begin(due, clock.instant());
        if (begun.isEmpty()) {
            return due;
        }
        return end(begun.get(), line, line.channel().deliver(due.message()));
    }

    private Dispatch end(Dispatch begun, Line line, Outcome outcome) throws SourceException {
        Instant now = clock.instant();
        return switch (outcome) {
            case Outcome.Delivered delivered ->
                outbox.append(DeliveryEvents.ended(begun, DeliveryEvents.SENT, now, delivered.sentence()));
            case Outcome.Refused refused -> giveUp(begun, refused.sentence());
            case Outcome.TryLater later -> wait(begun, line, later, now);
            case Outcome.Unsure unsure ->
                line.resendsUnsure()
                        ? wait(begun, line, new Outcome.TryLater(unsure.sentence(), null, true), now)
                        : outbox.append(DeliveryEvents.ended(begun, DeliveryEvents.UNKNOWN, now, unsure.sentence()));
        };
    }

    private Dispatch wait(Dispatch begun, Line line, Outcome.TryLater later, Instant now) throws SourceException {
        int attempt = begun.attemptsThatCount();
        if (attempt >= line.patience().attempts()) {
            return giveUp(begun, "tried " + begun.attempts() + " times, the last time: " + later.sentence());
        }
        Instant notBefore = now.plus(line.patience().after(attempt, later.after(), jitter));
        return outbox.append(DeliveryEvents.failed(begun, now, later.sentence(), notBefore, later.wholeChannel()));
    }

    private Worked giveUpAll(String channel) throws SourceException {
        Worked worked = Worked.NOTHING;
        for (Dispatch stray : outbox.waitingFor(channel)) {
            if (stray.status() == Status.QUEUED && stray.sentence() != null) {
                // somebody wants it tried again, and its end at this number of attempts is written already
                continue;
            }
            worked = worked.plus(Worked.of(giveUp(stray, "no channel of the name " + channel + " is set up")
                    .status()));
        }
        return worked;
    }

    private Dispatch giveUp(Dispatch dispatch, String sentence) throws SourceException {
        return outbox.append(DeliveryEvents.ended(dispatch, DeliveryEvents.DEAD, clock.instant(), sentence));
    }

    private static String lastWords(Dispatch due) {
        return due.sentence() == null ? "" : ", the last time: " + due.sentence();
    }
}
