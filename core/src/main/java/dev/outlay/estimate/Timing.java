package dev.outlay.estimate;

/// Says how long the work of a plan takes on a cluster. Implementations are thread-safe and give the same answer
/// for the same cluster, which may be asked for thousands of them.
public interface Timing {

    RunTime on(Cluster cluster);

    /// What the work is, in a few words: `language model of 7 B parameters on 140 B tokens`.
    String text();
}
