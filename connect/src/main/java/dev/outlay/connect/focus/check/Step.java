package dev.outlay.connect.focus.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a rule is decided on one data set. Immutable and thread-safe.
sealed interface Step {

    /// It is decided without a look at any row.
    record Decided(Outcome outcome, String reason) implements Step {}

    /// By counting rows: `scope` picks those it concerns, null for all, `must` is true of those that satisfy it,
    /// and `shown` is what a sample says of a row. All are SQL.
    record Rows(@Nullable String scope, String must, String shown, String note) implements Step {}

    /// By how many values of another column stand beside each value of one.
    record Groups(String column, String beside, int count) implements Step {}

    /// By the rules it consists of.
    record Parts(List<String> parts) implements Step {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /// What can come of a rule.
    enum Outcome {
        PASS,
        FAIL,
        NOT_APPLICABLE,
        NOT_RUN;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
