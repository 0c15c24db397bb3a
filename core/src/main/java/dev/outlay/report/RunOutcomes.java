package dev.outlay.report;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether the attempt that a charge paid for came to a good end: by the run's own facts, else by the tag
/// `outcome`.
final class RunOutcomes {

    private static final String ATTEMPT = "attempt";
    private static final String OUTCOME = "outcome";

    private final Map<String, List<Run>> runs = new HashMap<>();

    RunOutcomes(LedgerReader ledger) {
        try (Stream<Run> facts = ledger.facts(Run.class, Span.EVER)) {
            facts.forEach(run ->
                    runs.computeIfAbsent(run.run(), _ -> new ArrayList<>()).add(run));
        }
    }

    /// The outcome; null where the charge belongs to no run or nobody says how the attempt ended.
    @Nullable
    RunStatus of(Charge charge) {
        String run = charge.owner().run();
        if (run == null) {
            return null;
        }
        String attempt = charge.tags().get(ATTEMPT);
        RunStatus known = runs.getOrDefault(run, List.of()).stream()
                .filter(fact -> attempt == null
                        ? fact.span() != null && fact.span().contains(charge.at())
                        : attempt.equals(Integer.toString(fact.attempt())))
                .map(Run::status)
                // an attempt that was heard of several times is as the last word says
                .reduce((_, later) -> later)
                .orElse(null);
        return known != null ? known : tagged(charge.tags().get(OUTCOME));
    }

    private static @Nullable RunStatus tagged(@Nullable String outcome) {
        for (RunStatus status : RunStatus.values()) {
            if (status.text().equals(outcome)) {
                return status;
            }
        }
        return null;
    }
}
