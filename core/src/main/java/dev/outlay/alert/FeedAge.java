package dev.outlay.alert;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a feed went, as whoever reads it tells.
///
/// `status` is the word of how it ended the last time, `failed` whether that is not well, `lastGood` when it last
/// gave something, null where it never did, `reason` why it is not well, null where it is. Immutable and
/// thread-safe.
public record FeedAge(
        String name,
        String status,
        boolean failed,
        @Nullable Instant lastGood,
        @Nullable String reason) {

    public FeedAge {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
    }

    /// See the constructor, whose nullness other modules do not see: it is written in the record's header only.
    public static FeedAge of(
            String name, String status, boolean failed, @Nullable Instant lastGood, @Nullable String reason) {
        return new FeedAge(name, status, failed, lastGood, reason);
    }
}
