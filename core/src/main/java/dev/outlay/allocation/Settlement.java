package dev.outlay.allocation;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets what was billed take the place of what was metered, for the same machine and the same time.
///
/// Charges that come out as before add nothing; others are taken back and stated anew. What comes out depends on
/// what stands in the ledger and not on what came first. Stopping at any point and settling again gives the same
/// ledger. Not thread-safe.
public final class Settlement {

    // a line of a bill is about a month at most; a year is looked back so that nothing longer is overlooked
    private static final Duration LONGEST_LINE = Duration.ofDays(366);

    private final Ledger ledger;

    public Settlement(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Settles every UTC day that the span touches, and with it the time that lines of the bill reach over.
    public Appended settle(Span span) throws SourceException {
        if (isNothingTo(span)) {
            return Appended.NOTHING;
        }
        var matching = new Matching(ledger);
        var postings = new Postings(ledger);
        Instant settled = Instant.MIN;
        for (Instant day = Span.dayOf(span.from()).from(); day.isBefore(span.to()); ) {
            Matching.Window window = matching.around(day);
            if (window.span().from().isBefore(settled)) {
                // what is still on its way would not be seen, and be posted twice
                postings.flush();
                window = matching.around(day);
            }
            post(window, postings);
            settled = window.span().to();
            day = settled;
        }
        return postings.flush();
    }

    private static void post(Matching.Window window, Postings postings) throws SourceException {
        Map<String, List<Charge>> known = new HashMap<>(window.settled());
        for (Match match : window.matches()) {
            for (Charge wanted : BillSplit.of(match)) {
                List<Charge> before = known.remove(wanted.origin().id());
                postings.settle(wanted, before == null ? List.of() : before);
            }
        }
        for (List<Charge> unwanted : known.values()) {
            postings.settle(null, unwanted);
        }
    }

    /// Whether nothing was metered or nothing billed, which two sums over a few columns tell.
    private boolean isNothingTo(Span span) {
        Span reach = new Span(
                span.from().isBefore(Span.EVER.from().plus(LONGEST_LINE))
                        ? span.from()
                        : span.from().minus(LONGEST_LINE),
                span.to());
        return isNone(ChargeStatus.METERED, reach) || isNone(ChargeStatus.BILLED, reach);
    }

    private boolean isNone(ChargeStatus status, Span span) {
        return ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .where(
                                new Filter(Dimension.Named.STATUS, Set.of(status.text())),
                                new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Compute")))
                        .in(span))
                .rows()
                .isEmpty();
    }
}
