package dev.outlay.server.live;

import dev.outlay.Outlay;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// One listener: what it sees, what it wants to hear, how far it has come.
///
/// Nothing is kept for it but how far it has come. It is told more once it has taken what it was told before, and
/// one that takes nothing for [#PATIENCE] is dropped: it comes again and goes on from where it was. Used by one
/// thread at a time; what the network says comes from any.
final class LiveStream {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    /// After this it ends and its listener comes again, so that nobody listens for ever on a token that was
    /// revoked.
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(LiveStream.class);

    private final String view;
    private final Outlay seen;
    private final Set<LiveKind> kinds;
    private final Outlet outlet;
    private final LongSupplier nanos;
    private final long opened;
    private Cursor reached;
    private long wrote;
    private volatile boolean sending;

    /// `view` is the same for those who see the same, empty for those who see all; `nanos` is a clock that only
    /// goes forward.
    LiveStream(String view, Outlay seen, Set<LiveKind> kinds, Cursor from, Outlet outlet, LongSupplier nanos) {
        this.view = view;
        this.seen = seen;
        this.kinds = EnumSet.copyOf(kinds);
        this.reached = from;
        this.outlet = outlet;
        this.nanos = nanos;
        this.opened = nanos.getAsLong();
        this.wrote = opened;
    }

    String view() {
        return view;
    }

    Outlay seen() {
        return seen;
    }

    boolean seesAll() {
        return view.isEmpty();
    }

    /// Does what is due and says whether the stream is to go on. `read` gives what is to be told after a cursor.
    boolean goesOn(Cursor end, BiFunction<LiveStream, Cursor, LiveBatch> read) {
        if (outlet.isClosed()) {
            return false;
        }
        if (sending) {
            if (since(wrote).compareTo(PATIENCE) > 0) {
                outlet.drop();
                return false;
            }
            return true;
        }
        if (since(opened).compareTo(LONGEST) > 0) {
            outlet.close();
            return false;
        }
        if (!reached.equals(end)) {
            LiveBatch batch = read.apply(this, reached);
            reached = batch.reached();
            List<LiveEvent> wanted = batch.events().stream()
                    .filter(event -> kinds.contains(event.kind()))
                    .toList();
            if (!wanted.isEmpty()) {
                sent(outlet.send(wanted));
            }
        }
        if (!sending && since(wrote).compareTo(SIGN_OF_LIFE) > 0) {
            sent(outlet.sendSignOfLife());
        }
        return true;
    }

    /// Tells what passes, where the listener has taken all before it and wants it.
    void pass(LiveEvent event) {
        if (!sending && kinds.contains(event.kind()) && !outlet.isClosed()) {
            sent(outlet.send(List.of(event)));
        }
    }

    void close() {
        outlet.close();
    }

    private void sent(CompletionStage<?> sending) {
        this.sending = true;
        wrote = nanos.getAsLong();
        var _ = sending.whenComplete((_, failure) -> {
            this.sending = false;
            if (failure != null) {
                // the listener went away: it comes again and says how far it came
                LOG.debug("a live stream broke off", failure);
                outlet.drop();
            }
        });
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }
}
