package dev.outlay.connect.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Writes a body into a file as it comes in, no further than its call allows, and tells how far it has come.
final class BodyFile implements HttpResponse.BodySubscriber<Path> {

    private final Path file;
    private final Call call;
    private final FileChannel channel;
    private final AtomicLong received;
    private final CompletableFuture<Path> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private BodyFile(Path file, Call call, FileChannel channel, AtomicLong received) {
        this.file = file;
        this.call = call;
        this.channel = channel;
        this.received = received;
    }

    static BodyFile open(Path file, Call call, AtomicLong received) throws IOException {
        return new BodyFile(
                file,
                call,
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                received);
    }

    @Override
    public CompletionStage<Path> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                if (received.addAndGet(buffer.remaining()) > call.largestBody()) {
                    throw BoundedStream.tooLarge(call);
                }
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            if (subscription != null) {
                subscription.cancel();
            }
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        close();
        whole.complete(file);
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }
}
