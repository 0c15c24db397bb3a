package dev.outlay.outlook;

import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// When, in what and from which excess on something unusual is looked for.
///
/// `least` is the smallest sum over or under the usual, in each currency as in any other, and in the measure's own
/// unit where it is no money; `leastShare` the smallest part of what is usual, 0.1 for a tenth. Throws
/// [IllegalArgumentException] on a negative one. Immutable and thread-safe.
public record AnomalyQuestion(
        Span looked, Measure measure, List<Filter> filters, BigDecimal least, BigDecimal leastShare) {

    /// The smallest excess that is told by default: the 100 of AWS Cost Anomaly Detection's own default, which
    /// besides asks for 40 % of what is expected.
    public static final BigDecimal LEAST = BigDecimal.valueOf(100);

    /// The smallest part of the usual that is told by default: 15 %, so that a raised price is seen.
    public static final BigDecimal LEAST_SHARE = new BigDecimal("0.15");

    public AnomalyQuestion {
        Objects.requireNonNull(looked, "looked");
        Objects.requireNonNull(measure, "measure");
        filters = List.copyOf(filters);
        if (least.signum() < 0 || leastShare.signum() < 0) {
            throw new IllegalArgumentException(
                    "the smallest excess and share are not negative: " + least + ", " + leastShare);
        }
    }

    /// Effective cost in a span, with the defaults.
    public static AnomalyQuestion of(Span looked) {
        return new AnomalyQuestion(looked, Measure.EFFECTIVE, List.of(), LEAST, LEAST_SHARE);
    }
}
