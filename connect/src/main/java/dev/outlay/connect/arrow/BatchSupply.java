package dev.outlay.connect.arrow;

import org.jspecify.annotations.Nullable;

/// Where the batches of a stream come from, and where they go once the database has read them.
///
/// A database asks for the next one on any of its threads, one at a time, and gives back on all of them at once.
/// Neither method may throw: there is nobody to catch it.
public interface BatchSupply {

    /// The next batch, waited for where there is none yet; null after the last.
    @Nullable
    Batch next();

    /// Takes a batch back that is read.
    void giveBack(Batch batch);
}
