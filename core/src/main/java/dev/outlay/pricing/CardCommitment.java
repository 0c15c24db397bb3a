package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A promise to pay for a term, whether used or not, for a lower price.
///
/// One of two forms. Reserved capacity and committed use: `amount` GPUs or machines, at `rate` per GPU-hour or
/// hour. A savings plan: `perHour` of money, at prices that are `off` below the list. `term` is null where it has
/// no end that is known. Throws [IllegalArgumentException] on a mixture of both forms and on amounts that are not
/// above zero. Immutable and thread-safe.
public record CardCommitment(
        String name,
        Kind kind,
        CardMatch match,
        @Nullable BigDecimal amount,
        @Nullable UnitPrice rate,
        @Nullable Money perHour,
        @Nullable Share off,
        Span term) {

    /// The forms of commitments, in the words of providers.
    public enum Kind {
        RESERVED("reserved", "Usage"),
        COMMITTED_USE("committed-use", "Usage"),
        SAVINGS_PLAN("savings-plan", "Spend");

        private final String text;
        private final String category;

        Kind(String text, String category) {
            this.text = text;
            this.category = category;
        }

        /// How it is written in files and on screens, such as `savings-plan`.
        public String text() {
            return text;
        }

        /// What FOCUS calls the commitment discount category.
        String category() {
            return category;
        }

        /// The kind of a written name. Throws [IllegalArgumentException] listing the known ones.
        public static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text.equalsIgnoreCase(text.strip())) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "unknown kind of commitment " + text + ": use reserved, committed-use or savings-plan");
        }
    }

    public CardCommitment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(term, "term");
        if (kind == Kind.SAVINGS_PLAN) {
            check(
                    perHour != null && off != null && amount == null && rate == null,
                    "a savings plan says its money per hour and its percent off: " + name);
        } else {
            check(
                    amount != null && rate != null && perHour == null && off == null,
                    "a commitment of capacity says its amount and its rate: " + name);
        }
        check(
                isAboveZero(amount) && isAboveZero(perHour == null ? null : perHour.amount()),
                "a commitment is to an amount above zero: " + name);
        if (rate != null && rate.unit() != PricingUnit.GPU_HOUR && rate.unit() != PricingUnit.HOUR) {
            throw new IllegalArgumentException("a commitment has a rate per GPU-Hour or per Hour of a machine, not per "
                    + rate.unit().text() + ": " + name);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isAboveZero(@Nullable BigDecimal said) {
        return said == null || said.signum() > 0;
    }

    /// Whether it can pay for something: it does not pay for spot, nor for what is owned.
    boolean covers(CardUse use) {
        return (use.capacityType() == CapacityType.ON_DEMAND || use.capacityType() == CapacityType.RESERVED)
                && match.holds(use);
    }

    /// How much is committed, in its own unit: GPUs, machines or money per hour.
    BigDecimal committed() {
        return amount != null ? amount : Objects.requireNonNull(perHour).amount();
    }

    /// What an hour of so much of it costs, used or not.
    UnitPrice fee() {
        return rate != null ? rate : new UnitPrice(new Money(currency(), BigDecimal.ONE), PricingUnit.HOUR);
    }

    String currency() {
        return rate != null
                ? rate.price().currency()
                : Objects.requireNonNull(perHour).currency();
    }

    /// What is priced so much per hour at the committed price.
    UnitPrice price(UnitPrice list, @Nullable BigDecimal gpusPerMachine) {
        if (off != null) {
            return new UnitPrice(list.price().times(off.rest()), list.unit());
        }
        UnitPrice own = Objects.requireNonNull(rate);
        if (own.unit() == list.unit()) {
            return own;
        }
        BigDecimal gpus = Objects.requireNonNull(gpusPerMachine);
        return own.unit() == PricingUnit.GPU_HOUR
                ? new UnitPrice(own.times(gpus), PricingUnit.HOUR)
                : new UnitPrice(own.price().dividedBy(gpus), PricingUnit.GPU_HOUR);
    }

    @Override
    public String toString() {
        return kind.text() + " " + name;
    }
}
