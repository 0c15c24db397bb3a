package dev.outlay.ledger;

/// Keeps facts for ever. Thread-safe; appends from several threads happen one after the other.
public interface Ledger extends LedgerReader {

    /// Takes in everything a reading has to say, refusals too.
    ///
    /// A fact whose origin id is known already changes nothing where its content is the same, and is refused where
    /// it is not: the refusal names the id. What was appended before a failure stays; appending the same reading
    /// again then adds the rest. Throws [SourceException] where the reading breaks off, [LedgerException] where the
    /// storage fails.
    ///
    /// The reading may ask this ledger while it is read: what it gave before may be seen already or not yet.
    Appended append(Reading reading) throws SourceException;
}
