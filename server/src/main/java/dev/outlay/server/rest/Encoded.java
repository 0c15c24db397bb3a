package dev.outlay.server.rest;

import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// An answer as it goes over the wire, with the tag that names its content, and where the next page begins, null
/// where there is none. The bytes are not to be changed.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Encoded(
        byte[] body, MediaType type, String tag, @Nullable String next) {}
