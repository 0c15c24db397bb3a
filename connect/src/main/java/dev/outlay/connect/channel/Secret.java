package dev.outlay.connect.channel;

/// A secret by reference: what is printed, logged and compared is where it is kept. Immutable and thread-safe.
public record Secret(String reference, Secrets keptIn) {

    /// The secret itself, read anew, so that a changed one is followed. Throws [IllegalArgumentException] where it
    /// is not there any more.
    public String reveal() {
        return keptIn.read(reference);
    }

    @Override
    public String toString() {
        return reference;
    }
}
