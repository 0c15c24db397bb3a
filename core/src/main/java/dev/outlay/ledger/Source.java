package dev.outlay.ledger;

import dev.outlay.units.Span;

/// Something that facts can be read from: a file, a bill, a price feed, a tracker, a meter.
public interface Source {

    /// The name that starts the ids of its facts, such as `focus`.
    String name();

    /// What it was found to be, for a person: its name, and more where there is more to say, such as `focus 1.2`.
    default String label() {
        return name();
    }

    /// Opens what it knows of a span. A file knows no span and gives all it holds. Throws [SourceException] where
    /// it cannot be opened or is of another kind, before anything is read.
    Reading read(Span span) throws SourceException;
}
