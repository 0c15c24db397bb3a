package dev.outlay.connect.focus.check;

import dev.outlay.connect.focus.check.Step.Outcome;
import java.util.List;

/// What came of a rule: how many rows it concerns, how many of them break it, and some of those. Immutable.
record RuleResult(Outcome outcome, String reason, long checked, long failing, List<String> samples) {

    RuleResult {
        samples = List.copyOf(samples);
    }

    static RuleResult of(Outcome outcome, String reason) {
        return new RuleResult(outcome, reason, 0, 0, List.of());
    }

    RuleResult with(List<String> found) {
        return new RuleResult(outcome, reason, checked, failing, found);
    }
}
