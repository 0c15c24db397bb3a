package dev.outlay.connect.grid;

import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Cuts a span into what a feed takes in one call. Thread-safe.
public final class GridChunks {

    private GridChunks() {}

    /// The parts of a span, in order, each of at most a length.
    public static List<Span> of(Span span, Duration longest) {
        List<Span> chunks = new ArrayList<>();
        Instant from = span.from();
        while (from.isBefore(span.to())) {
            Instant to = from.plus(longest);
            chunks.add(new Span(from, to.isAfter(span.to()) ? span.to() : to));
            from = to;
        }
        return chunks;
    }
}
