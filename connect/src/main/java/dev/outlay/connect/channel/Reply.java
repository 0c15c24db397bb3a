package dev.outlay.connect.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a receiver answered: the HTTP status, the beginning of the body as one line without the secrets that were
/// sent, and how long it asks to be left alone, null where it does not. Immutable and thread-safe.
public record Reply(int status, String said, @Nullable Duration retryAfter) {}
