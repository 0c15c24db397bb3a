package dev.outlay.alert;

import java.util.Objects;

/// A channel and how it is used: how patiently, and what is done with a message of which nobody knows whether it
/// arrived.
///
/// With `resendsUnsure` such a message is sent again, as is right where the receiver takes it for the same one
/// ([Channel#deduplicates]) or somebody holds that twice is better than never; else it is kept as unknown for a
/// person to decide. Immutable and thread-safe.
public record Line(Channel channel, Patience patience, boolean resendsUnsure) {

    public Line {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(patience, "patience");
    }
}
