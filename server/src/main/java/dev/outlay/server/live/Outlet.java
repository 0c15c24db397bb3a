package dev.outlay.server.live;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The way to one listener.
public interface Outlet {

    /// Sends events, in order; what comes back is complete once the network has taken all of them.
    CompletionStage<?> send(List<LiveEvent> events);

    /// Sends a sign of life that is no event.
    CompletionStage<?> sendSignOfLife();

    /// Whether nobody listens any more.
    boolean isClosed();

    /// Ends it well: the listener has got all that was sent.
    void close();

    /// Breaks it off: the listener takes nothing.
    void drop();
}
