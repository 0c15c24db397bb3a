package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a group will have been charged at the end of a period.
///
/// `group` are the dimension values in the question's order, null where charges do not say; `currency` is null
/// where the measure is no money. `spent` is what the ledger holds for the period, exactly. Days before
/// `completeTo` are complete; what comes from then on is estimated. `expected` is the whole period's sum, null
/// where too little is known, which `basis` then says. `parts` say what it is made of beside `spent`. `outcomes`
/// are sums of the period that are as likely as each other, in order; empty where nothing is expected. Money and
/// GPU-hours alike are decimals in the unit of the measure. Immutable and thread-safe.
public record Projection(
        SpendQuestion question,
        List<@Nullable String> group,
        @Nullable String currency,
        Span period,
        BigDecimal spent,
        Instant completeTo,
        @Nullable Range expected,
        Parts parts,
        List<Double> outcomes,
        String basis,
        List<String> remarks) {

    /// What is expected beside what was spent: what goes on as before, days that are late, monthly fees, and what
    /// was planned. Immutable.
    public record Parts(BigDecimal usual, BigDecimal late, BigDecimal fees, BigDecimal planned) {

        static final Parts NONE = new Parts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public Projection {
        group = Collections.unmodifiableList(new ArrayList<>(group));
        outcomes = outcomes.stream().sorted().toList();
        remarks = List.copyOf(remarks);
    }

    /// The probability, from 0 to 1, that the period ends above a limit; empty where nothing is expected. Spend
    /// that is over the limit already and cannot shrink is 1.
    public OptionalDouble chanceAbove(BigDecimal limit) {
        if (expected == null) {
            return OptionalDouble.empty();
        }
        if (expected.low().compareTo(limit) > 0 && outcomes.isEmpty()) {
            return OptionalDouble.of(1);
        }
        if (outcomes.isEmpty()) {
            return OptionalDouble.of(expected.value().compareTo(limit) > 0 ? 1 : 0);
        }
        double at = limit.doubleValue();
        long above = outcomes.stream().filter(outcome -> outcome > at).count();
        // as many outcomes cannot tell of what happens less often than once in one more
        double share = (above + 0.5) / (outcomes.size() + 1);
        return OptionalDouble.of(above == outcomes.size() && spent.compareTo(limit) > 0 ? 1 : Math.min(1, share));
    }
}
