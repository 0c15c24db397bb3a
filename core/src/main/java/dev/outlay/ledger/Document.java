package dev.outlay.ledger;

/// A source whose whole content is one document, which can be read again and told from any other.
public interface Document extends Source {

    /// A text that is the same for the same content and for no other, whatever the document is called. Throws
    /// [SourceException] where the document cannot be read.
    String fingerprint() throws SourceException;

    /// What the document is called, for a person: `bill.csv`.
    String title();
}
