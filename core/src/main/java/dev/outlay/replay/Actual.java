package dev.outlay.replay;

import dev.outlay.ledger.Usage;
import java.util.List;

/// What was done: the check that a replay reproduces the cost.
record Actual() implements Policy {

    @Override
    public String text() {
        return "actual";
    }

    @Override
    public String says() {
        return "the usage as it was, rated once more: the check of all others";
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        return usages;
    }
}
