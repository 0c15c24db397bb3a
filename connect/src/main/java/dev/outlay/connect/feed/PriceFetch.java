package dev.outlay.connect.feed;

/// Reads feeds, checks what they say, and takes what is new into the ledger.
public final class PriceFetch {

    private PriceFetch() {}
}
