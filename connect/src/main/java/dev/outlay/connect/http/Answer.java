package dev.outlay.connect.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What a system answered. Its body lies on disk, whole, until the answer is closed.
///
/// Say [#accept] once the body was understood: only then is it kept as the last good answer. Not thread-safe.
public final class Answer implements AutoCloseable {

    private final Call call;
    private final int status;
    private Kept content;
    private final From from;
    private final @Nullable HttpFailure failure;
    private final @Nullable HttpCache cache;
    private boolean accepted;

    Answer(Call call, int status, Kept content, From from, @Nullable HttpFailure failure, @Nullable HttpCache cache) {
        this.call = call;
        this.status = status;
        this.content = content;
        this.from = from;
        this.failure = failure;
        this.cache = cache;
    }

    /// Where an answer comes from.
    public enum From {
        /// The system sent it now.
        NETWORK,
        /// The system said now that what it sent before still holds.
        UNCHANGED,
        /// It was kept and is fresh enough not to ask.
        FRESH,
        /// It was kept and is older than it should be, but asking failed: see [Answer#failure].
        LAST_GOOD
    }

    /// The body and what is known of it.
    record Kept(
            Path body,
            boolean packed,
            Instant retrieved,
            @Nullable String tag,
            @Nullable String modified) {}

    public int status() {
        return status;
    }

    public From from() {
        return from;
    }

    /// When the system last said that this is what it has to say.
    public Instant retrieved() {
        return content.retrieved();
    }

    /// Why asking gave no new answer; null where it did, and where nobody asked.
    public @Nullable HttpFailure failure() {
        return failure;
    }

    /// The body, unpacked. May be opened several times. Reading throws [HttpFailure] past the largest size and
    /// [IOException] where what was packed is damaged.
    public InputStream body() throws IOException {
        InputStream stored = Files.newInputStream(content.body());
        return new BoundedStream(content.packed() ? new GZIPInputStream(stored) : stored, call);
    }

    /// Says that the body was understood, which keeps it for later where the call asks for that.
    public void accept() throws IOException {
        if (from == From.NETWORK && cache != null && !accepted) {
            content = cache.keep(call, content);
            accepted = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (from == From.NETWORK && !accepted) {
            Files.deleteIfExists(content.body());
        }
    }

    String system() {
        return call.toString();
    }
}
