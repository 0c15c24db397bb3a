package dev.outlay.connect.tabular;

/// Is told how far a long reading has come. Called from a thread of the reading's own, now and then. A table of
/// which not every record was new and good is read a second time, and told of from its start.
public interface Progress {

    /// Tells nobody.
    Progress NONE = (_, _, _) -> {};

    /// `bytes` of `size` bytes of the file are read, `records` records were found in them.
    void at(long bytes, long size, long records);
}
