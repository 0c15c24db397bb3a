package dev.outlay.automation;

import dev.outlay.spot.Change;
import java.time.Duration;
import java.util.List;

/// When something is to be done to targets. Implementations are immutable and thread-safe.
public sealed interface Rule permits Schedule, IdleRule {

    Common common();

    default String name() {
        return common().name();
    }

    default boolean covers(String target) {
        return common().targets().stream().anyMatch(glob -> glob.matches(target));
    }

    /// What all rules say: what is done to which targets, how long before it is announced, and through which
    /// channels of `alerts.yaml`, none for in the audit trail alone.
    ///
    /// Throws [IllegalArgumentException] on a name that is none, without a target, and on a grace below nothing or
    /// above a week.
    record Common(String name, Change change, List<Glob> targets, Duration grace, List<String> channels) {

        private static final Duration LONGEST_GRACE = Duration.ofDays(7);

        public Common {
            Names.check("a rule", name);
            targets = List.copyOf(targets);
            channels = List.copyOf(channels);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("the rule " + name + " names no target");
            }
            if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
                throw new IllegalArgumentException("a grace lies between 0 and 7 days: " + grace);
            }
        }
    }
}
