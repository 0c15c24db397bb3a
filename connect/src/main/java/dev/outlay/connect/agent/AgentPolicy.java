package dev.outlay.connect.agent;

import dev.outlay.units.Money;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What agents may write, up to which amount without a person, and who they are in the audit trail.
///
/// What is not named may not be written. `confirmable` is how long a plan can be confirmed. Throws
/// [IllegalArgumentException] on a blank actor, a time of no or more than a day, and an amount for what is not
/// about money. Immutable and thread-safe.
public record AgentPolicy(String actor, Duration confirmable, Map<WriteTool, Leave> leaves) {

    /// How a write is let go: `most` is the amount up to which no person is asked, null where the amount does not
    /// matter; `asks` is whether a person is asked whatever the amount.
    public record Leave(boolean asks, @Nullable Money most) {

        /// Nobody is asked.
        public static final Leave FREE = new Leave(false, null);
        /// A person is asked each time.
        public static final Leave ASK = new Leave(true, null);

        /// Whether an amount needs a person's approval; null is an amount that is not known in one currency.
        public boolean needsApproval(@Nullable Money amount) {
            if (asks) {
                return true;
            }
            return most != null
                    && (amount == null
                            || !amount.currency().equals(most.currency())
                            || amount.amount().abs().compareTo(most.amount()) > 0);
        }
    }

    public static final String DEFAULT_ACTOR = "agent";
    public static final Duration DEFAULT_CONFIRMABLE = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofDays(1);

    /// Agents may write nothing.
    public static final AgentPolicy NOTHING = new AgentPolicy(DEFAULT_ACTOR, DEFAULT_CONFIRMABLE, Map.of());

    public AgentPolicy {
        Objects.requireNonNull(confirmable, "confirmable");
        leaves = Map.copyOf(leaves);
        if (actor.isBlank()) {
            throw new IllegalArgumentException("who writes has a name: the actor is blank");
        }
        if (!confirmable.isPositive() || confirmable.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a plan can be confirmed for 1m to 24h, not for " + confirmable);
        }
        leaves.forEach((tool, leave) -> {
            if (leave.most() != null && !tool.isAboutMoney()) {
                throw new IllegalArgumentException(
                        tool.text() + " is about no amount of money: allowed or ask is expected");
            }
        });
    }

    /// How a write is let go; empty where it is not.
    public Optional<Leave> leave(WriteTool tool) {
        return Optional.ofNullable(leaves.get(tool));
    }
}
