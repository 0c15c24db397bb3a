package dev.outlay.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to go on with a message that is not taken: how many attempts, and the waits between them.
///
/// The wait after the first attempt is up to `first`, after each further one up to twice as long, never above
/// `longest`; each is drawn between half and all of that, so that many messages do not come back at once. What a
/// receiver asks for is obeyed, up to a day. Throws [IllegalArgumentException] on fewer than one attempt and on a
/// wait that is not above zero or longer than the longest. Immutable and thread-safe.
public record Patience(int attempts, Duration first, Duration longest) {

    /// Twelve attempts over about an hour: 5 s, 10 s, 20 s and so on, from the ninth on 15 minutes.
    public static final Patience USUAL = new Patience(12, Duration.ofSeconds(5), Duration.ofMinutes(15));

    private static final Duration LONGEST_ASKED = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 30;

    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException("a message is sent at least once: " + attempts);
        }
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits are above zero and grow: " + first + " to " + longest);
        }
    }

    /// The wait after an attempt, counted from 1, that a receiver asked to extend to `asked`; null where it did
    /// not.
    Duration after(int attempt, @Nullable Duration asked, RandomGenerator jitter) {
        long most = longest.toMillis();
        long factor = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
        long grown = first.toMillis() > most / factor ? most : first.toMillis() * factor;
        Duration own = Duration.ofMillis(grown / 2 + jitter.nextLong(grown - grown / 2 + 1));
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }
}
