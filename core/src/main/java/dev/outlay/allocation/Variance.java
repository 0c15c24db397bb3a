package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Why a bill differs from what was metered, for one metered charge and the time that the bill covers.
///
/// `price`, `quantity`, `commitment`, `credit`, `tax` and `other` sum to `billed` minus `metered`, to the last
/// digit; `docs/reference/chargeback.md` defines them. Throws [IllegalArgumentException] where they do not.
/// Immutable and thread-safe.
public record Variance(Node node, Charge charge, Span period, Money metered, Money billed, Reasons reasons) {

    /// What the difference is made of.
    public record Reasons(Money price, Money quantity, Money commitment, Money credit, Money tax, Money other) {

        /// All of them together.
        public Money sum() {
            return price.plus(quantity).plus(commitment).plus(credit).plus(tax).plus(other);
        }

        /// Each summed with its like.
        public Reasons plus(Reasons more) {
            return new Reasons(
                    price.plus(more.price),
                    quantity.plus(more.quantity),
                    commitment.plus(more.commitment),
                    credit.plus(more.credit),
                    tax.plus(more.tax),
                    other.plus(more.other));
        }
    }

    public Variance {
        if (!reasons.sum().equals(billed.minus(metered))) {
            throw new IllegalArgumentException(
                    "the reasons sum to " + reasons.sum() + " and not to " + billed + " less " + metered);
        }
    }

    /// The variances of all charges that start in a span on machines that were both metered and billed, by the
    /// billed or the effective cost of the bill. Answers with how many of them have none, because usage has no
    /// price or another currency than the bill.
    public static long forEach(LedgerReader ledger, Span span, Measure measure, Consumer<Variance> consumer) {
        var matching = new Matching(ledger);
        long incomparable = 0;
        Instant[] seen = {span.from()};
        for (Instant day = Span.dayOf(span.from()).from(); day.isBefore(span.to()); ) {
            Matching.Window window = matching.around(day);
            for (Match match : window.matches()) {
                Optional<List<Variance>> variances = new Comparison(match, measure).variances();
                incomparable += variances.isEmpty() ? 1 : 0;
                // a window that a long line widens may reach back into days that were seen
                variances.ifPresent(found -> found.stream()
                        .filter(variance -> !variance.charge().at().isBefore(seen[0])
                                && span.contains(variance.charge().at()))
                        .forEach(consumer));
            }
            day = window.span().to();
            seen[0] = day;
        }
        return incomparable;
    }

    /// Parts of an amount, where parts of nothing are nothing.
    static List<Money> split(Money amount, List<BigDecimal> weights) {
        return amount.isZero()
                ? new ArrayList<>(weights.stream().map(_ -> amount).toList())
                : amount.split(weights);
    }
}
