package dev.outlay.server.rest;

import dev.outlay.server.live.Cursor;
import dev.outlay.server.live.LiveEvent;
import dev.outlay.server.live.Outlet;
import io.vertx.core.http.HttpConnection;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A listener to server-sent events.
final class SseOutlet implements Outlet {

    private static final long COME_AGAIN_MILLIS = 1_000;

    private final Sse sse;
    private final SseEventSink sink;
    private final HttpConnection connection;

    SseOutlet(Sse sse, SseEventSink sink, HttpConnection connection) {
        this.sse = sse;
        this.sink = sink;
        this.connection = connection;
    }

    /// Says from where on it tells, so that a listener who heard of nothing yet knows where it was.
    void open(Cursor from) {
        var _ = sink.send(sse.newEventBuilder()
                .id(from.toString())
                .name("open")
                .reconnectDelay(COME_AGAIN_MILLIS)
                .data(String.class, "{}")
                .build());
    }

    @Override
    public CompletionStage<?> send(List<LiveEvent> events) {
        CompletionStage<?> last = CompletableFuture.completedStage(null);
        for (LiveEvent event : events) {
            OutboundSseEvent.Builder builder =
                    sse.newEventBuilder().name(event.kind().text()).data(String.class, event.data());
            Cursor reached = event.reached();
            if (reached != null) {
                builder.id(reached.toString());
            }
            last = sent(builder.build());
        }
        return last;
    }

    @Override
    public CompletionStage<?> sendSignOfLife() {
        return sent(sse.newEventBuilder().comment("alive").build());
    }

    @Override
    public boolean isClosed() {
        return sink.isClosed();
    }

    @Override
    public void close() {
        sink.close();
    }

    @Override
    public void drop() {
        var _ = connection.close();
    }

    private CompletionStage<?> sent(OutboundSseEvent event) {
        try {
            return sink.send(event);
        } catch (IllegalStateException e) {
            // closed in between
            return CompletableFuture.failedStage(e);
        }
    }
}
