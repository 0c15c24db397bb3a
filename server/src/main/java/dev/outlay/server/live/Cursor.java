package dev.outlay.server.live;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import dev.outlay.units.CallersMistake;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a stream has come: the places in the ledger up to which its listener knows charges, words on runs and
/// events. Written as `c120-r7-e31`, it is the id of what was told last; as places stay, so does its meaning.
/// Immutable and thread-safe.
public record Cursor(long charges, long runs, long events) {

    private static final Pattern TEXT = Pattern.compile("c(\\d{1,18})-r(\\d{1,18})-e(\\d{1,18})");

    /// The end of a ledger as of now.
    static Cursor end(LedgerReader ledger) {
        return new Cursor(ledger.count(Charge.class), ledger.count(Run.class), ledger.count(Event.class));
    }

    /// The cursor of a text. Throws [CallersMistake] on any other text.
    public static Cursor of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new CallersMistake("Last-Event-ID: " + text.substring(0, Math.min(60, text.length()))
                    + " is no id of this server's events, such as c120-r7-e31: leave it out to listen from now on");
        }
        return new Cursor(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    /// Whether no place of this one lies beyond another.
    boolean isWithin(Cursor end) {
        return charges <= end.charges && runs <= end.runs && events <= end.events;
    }

    Cursor withRuns(long place) {
        return new Cursor(charges, place, events);
    }

    Cursor withEvents(long place) {
        return new Cursor(charges, runs, place);
    }

    Cursor withCharges(long place) {
        return new Cursor(place, runs, events);
    }

    @Override
    public String toString() {
        return "c" + charges + "-r" + runs + "-e" + events;
    }
}
