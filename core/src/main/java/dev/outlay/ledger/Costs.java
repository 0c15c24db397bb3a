package dev.outlay.ledger;

import dev.outlay.units.Money;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The four costs of a charge as FOCUS defines them, all in one currency.
///
/// `billed` is what the invoice says, `effective` is amortised over what it pays for, `list` is at public prices,
/// `contracted` at negotiated ones. Null where it is not known: a use without a price has a currency of `XXX` and
/// no cost at all. Throws [IllegalArgumentException] on a second currency. Immutable and thread-safe.
public record Costs(
        String currency,
        @Nullable Money billed,
        @Nullable Money effective,
        @Nullable Money list,
        @Nullable Money contracted) {

    /// The ISO 4217 code for no currency, of charges that could not be priced.
    public static final String NO_CURRENCY = "XXX";

    /// The costs of a use that has no price.
    public static final Costs UNPRICED = new Costs(NO_CURRENCY, null, null, null, null);

    public Costs {
        Objects.requireNonNull(currency, "currency");
        Stream.of(
                        Optional.ofNullable(billed),
                        Optional.ofNullable(effective),
                        Optional.ofNullable(list),
                        Optional.ofNullable(contracted))
                .flatMap(Optional::stream)
                .filter(money -> !money.currency().equals(currency))
                .findFirst()
                .ifPresent(money -> {
                    throw new IllegalArgumentException("a charge in " + currency + " cannot cost " + money);
                });
    }

    /// A use rated at one price, which is then what it costs by every measure.
    public static Costs of(Money money) {
        return new Costs(money.currency(), money, money, money, money);
    }

    /// What takes these costs back: the opposite of each that is known.
    public Costs negated() {
        return new Costs(currency, negated(billed), negated(effective), negated(list), negated(contracted));
    }

    private static @Nullable Money negated(@Nullable Money money) {
        return money == null ? null : money.negated();
    }

    public boolean priced() {
        return billed != null || effective != null || list != null || contracted != null;
    }
}
