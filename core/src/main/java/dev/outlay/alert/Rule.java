package dev.outlay.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/// One thing that somebody should be told of. Stateless and thread-safe.
///
/// A rule says what is so, at one instant, by the facts of the ledger; whether that is news is not its business.
public interface Rule {

    /// The name by which settings and answers call it, such as `job-failed`.
    String name();

    /// When it alerts, in one sentence.
    String description();

    /// How much it matters where neither settings nor the finding itself say.
    Severity severity();

    /// What can be set, in the order shown.
    List<Threshold> thresholds();

    /// The labels that its findings may carry, such as `team`, by which a watch may choose among them.
    List<String> labels();

    /// The dimensions that a watch may take apart with `by`; empty for a rule whose findings come one by one.
    default List<String> splits() {
        return List.of();
    }

    /// Refuses thresholds that contradict each other, each asked for by its name. Throws
    /// [IllegalArgumentException].
    default void check(Function<String, BigDecimal> number) {}

    /// What holds now. Never waits and changes nothing.
    Judgement judge(Watch watch, Situation situation);
}
