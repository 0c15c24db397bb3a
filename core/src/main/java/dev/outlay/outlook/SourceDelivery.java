package dev.outlay.outlook;

import java.time.Duration;
import java.time.Instant;

/// The last document that a source brought: its name, when it was taken in and how long that was ago. Immutable and
/// thread-safe.
public record SourceDelivery(String source, String document, Instant takenIn, Duration age) {}
