package dev.outlay.ledger;

import java.time.Instant;

/// Something that was learned: a price, a use, a charge, a run, a grid's intensity, a line that was refused, a
/// document taken in, the closed statement of a month, what a meter read, or what somebody decided or did.
///
/// Facts are never changed. Two facts with one [Origin#id] are the same fact. Adding a kind makes the compiler name
/// every switch that must learn it. Implementations are immutable and thread-safe.
public sealed interface Fact
        permits Price, Usage, Charge, Run, GridIntensity, Refusal, Delivery, Statement, Sample, Event {

    Origin origin();

    /// The instant by which facts are ordered and found in a span: when a price begins to hold, when a use, a
    /// charge or a sample starts, when a run was as it says, when a line was refused, a document taken in, a
    /// statement closed or something done.
    Instant at();

    /// The same content, read elsewhere.
    Fact readAt(Origin elsewhere);
}
