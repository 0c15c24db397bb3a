package dev.outlay.connect.channel;

import dev.outlay.alert.Channel;
import java.util.List;

/// A kind of channel, such as Slack: what it needs to be set up, and the making of one. Thread-safe.
public interface ChannelKind {

    /// The word that names it in settings: `slack`.
    String name();

    /// What it is, for a person.
    String description();

    /// The keys it knows beside those of every channel, in the order shown.
    List<String> keys();

    /// A channel as it is set up. Sends nothing. Throws [dev.outlay.units.CallersMistake], with the line, on a
    /// setting that is missing or cannot be.
    Channel open(ChannelSettings settings);
}
