package dev.outlay.alert;

/// A way to tell people, or the systems that wake them: one receiver as somebody set it up.
///
/// An implementation hands a message over once, within a bounded time, and does not try again: the [Courier] does,
/// and remembers across restarts. Thread-safe.
public interface Channel {

    /// The name it is set up under, such as `oncall`: letters a-z, digits and hyphens.
    String name();

    /// What kind it is, such as `slack`.
    String kind();

    /// Whether the receiver itself takes two messages with one [Message#id] for one, so that sending again what may
    /// have arrived does no harm.
    boolean deduplicates();

    /// Hands a message over and says what came of it. Throws nothing but what is a bug: a receiver that fails is an
    /// [Outcome].
    Outcome deliver(Message message);
}
