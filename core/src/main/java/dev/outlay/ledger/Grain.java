package dev.outlay.ledger;

/// How totals are cut in time, in UTC. A charge belongs to the bucket that its period starts in; weeks start on
/// Monday.
public enum Grain {
    /// One bucket over the whole span.
    NONE,
    HOUR,
    DAY,
    WEEK,
    MONTH
}
