package dev.outlay.server.live;

import org.jspecify.annotations.Nullable;

/// Something to be told: its kind, its content as a JSON object, and how far whoever heard it has come, null for
/// what passes and is not told again. Immutable and thread-safe.
public record LiveEvent(
        LiveKind kind, String data, @Nullable Cursor reached) {}
