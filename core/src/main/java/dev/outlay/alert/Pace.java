package dev.outlay.alert;

import java.time.Duration;
import java.util.List;

/// How often alerts may speak.
///
/// An alert ends when its condition has been gone for `resolveAfter`, so that one which comes and goes tells of
/// itself once in that time at most. What begins together is told together: by the labels of `together` (`rule` and
/// `severity` count as such), and a further message of the same group waits until `window` has passed since the
/// last. What an alert says of itself is renewed every `renew`, which tells nobody. Throws
/// [IllegalArgumentException] on a negative length. Immutable and thread-safe.
public record Pace(Duration resolveAfter, List<String> together, Duration window, Duration renew) {

    public static final Pace USUAL =
            new Pace(Duration.ofMinutes(15), List.of("rule", "team"), Duration.ofMinutes(10), Duration.ofHours(1));

    public Pace {
        together = List.copyOf(together);
        if (resolveAfter.isNegative() || window.isNegative() || renew.isNegative()) {
            throw new IllegalArgumentException(
                    "a length of time is not negative: " + resolveAfter + ", " + window + ", " + renew);
        }
    }
}
