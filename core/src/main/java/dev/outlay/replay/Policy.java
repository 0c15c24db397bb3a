package dev.outlay.replay;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.RateCards;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One way in which the same usage could have been bought, placed, timed or kept. Immutable and thread-safe.
///
/// What a policy cannot change (it has no price there, a bill took its place, it was paid anyway) stays as it was,
/// and is told with the reason.
public sealed interface Policy permits Actual, Bought, Moved, IdleOff, OffPeak, Sliced, Committed {

    /// How policies are written, for help and for errors.
    String FORMS = "actual, on-demand, spot, region:REGION, idle-off:30m, off-peak:12h, mig:1g.10gb,"
            + " commit:8xH100-SXM5-80GB@2.10USD";

    /// As it is written, such as `idle-off:30m`.
    String text();

    /// What is otherwise, in a sentence.
    String says();

    /// The usages of a day as they would have been. They include those of [#around] before and after the day.
    List<Usage> apply(List<Usage> usages, Replaying day);

    /// How much time before and after a day its usage depends on.
    default Duration around() {
        return Duration.ZERO;
    }

    /// The rate cards that would have held.
    default RateCards cards(RateCards cards) {
        return cards;
    }

    /// Whether the rate cards matter to it, so that without one it can change nothing.
    default boolean needsWindows() {
        return false;
    }

    /// The policy of a written form. Throws [IllegalArgumentException] saying which forms there are.
    static Policy of(String text) {
        String written = text.strip();
        int colon = written.indexOf(':');
        String name = (colon < 0 ? written : written.substring(0, colon)).toLowerCase(Locale.ROOT);
        String value = colon < 0 ? "" : written.substring(colon + 1).strip();
        boolean valued = !value.isEmpty();
        return switch (name) {
            case "actual" -> plain(valued, written, new Actual());
            case "on-demand" -> plain(valued, written, new Bought(CapacityType.ON_DEMAND));
            case "spot" -> plain(valued, written, new Bought(CapacityType.SPOT));
            case "region" -> new Moved(needed(value, written));
            case "idle-off" -> new IdleOff(Lengths.of(needed(value, written)));
            case "off-peak" -> new OffPeak(Lengths.of(needed(value, written)));
            case "mig" -> new Sliced(needed(value, written));
            case "commit" -> Committed.of(needed(value, written));
            default ->
                throw new IllegalArgumentException(
                        "no policy is called '" + name + "': use " + FORMS + ", or several of them joined by +");
        };
    }

    /// Policies that hold together, joined by `+`, in the order in which they are applied.
    static List<Policy> all(String text) {
        List<Policy> policies =
                List.of(text.split("\\+")).stream().map(Policy::of).toList();
        if (policies.size() > 1 && policies.stream().anyMatch(Actual.class::isInstance)) {
            throw new IllegalArgumentException("actual is what was done, so it is joined with nothing: " + text);
        }
        return policies;
    }

    private static String needed(String value, String written) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("'" + written + "' says what, but not how much or where: use " + FORMS);
        }
        return value;
    }

    private static Policy plain(boolean valued, String written, Policy policy) {
        if (valued) {
            throw new IllegalArgumentException("'" + written + "' takes nothing behind it: use " + policy.text());
        }
        return policy;
    }
}
