package dev.outlay.report;

import dev.outlay.allocation.RunHistory;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How many predictions were made and which charges paid for them.
///
/// As the caller says, for all charges; else as runs record it in the metric `predictions`, for the charges of
/// these runs; else as usage is tagged, for the charges with the tag.
record Predictions(BigDecimal count, Predicate<Charge> paidBy, String source) {

    private static final String NAME = "predictions";

    /// The predictions of a span; empty where nobody counted any. Filters apply to charges only.
    static Optional<Predictions> of(LedgerReader ledger, Span span, List<Filter> filters, @Nullable BigDecimal stated) {
        if (stated != null) {
            return Optional.of(new Predictions(stated, _ -> true, "as given, over all charges"));
        }
        if (!filters.isEmpty()) {
            // runs and usage pass no filter of charges, so what they count is not what is filtered
            return Optional.empty();
        }
        Predictions ofRuns = ofRuns(ledger, span);
        if (ofRuns.count().signum() > 0) {
            return Optional.of(ofRuns);
        }
        Predictions tagged = tagged(ledger, span);
        return tagged.count().signum() > 0 ? Optional.of(tagged) : Optional.empty();
    }

    private static Predictions ofRuns(LedgerReader ledger, Span span) {
        Set<String> runs = new HashSet<>();
        BigDecimal count = BigDecimal.ZERO;
        try (Stream<Run> facts = ledger.facts(Run.class, span)) {
            // an attempt that was heard of several times counts as the last word says
            for (RunHistory history : RunHistory.of(facts.toList()).values()) {
                for (Run attempt : history.attempts()) {
                    BigDecimal made = attempt.metrics().get(NAME);
                    if (made != null) {
                        runs.add(attempt.run());
                        count = count.add(made);
                    }
                }
            }
        }
        return new Predictions(
                count, charge -> runs.contains(charge.owner().run()), "metric predictions of " + runs.size() + " runs");
    }

    private static Predictions tagged(LedgerReader ledger, Span span) {
        BigDecimal count = BigDecimal.ZERO;
        long uses = 0;
        try (Stream<Usage> facts = ledger.facts(Usage.class, span)) {
            for (Usage usage : (Iterable<Usage>) facts::iterator) {
                BigDecimal made = number(usage.tags().get(NAME));
                // a use counts where it starts, as its charges do day by day
                if (made != null && span.contains(usage.at())) {
                    count = count.add(made);
                    uses++;
                }
            }
        }
        return new Predictions(
                count, charge -> charge.tags().containsKey(NAME), "tag predictions of " + uses + " uses");
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Decimals.parse(text);
        } catch (IllegalArgumentException e) {
            // a tag is free text: one that is no number counts nothing
            return null;
        }
    }
}
