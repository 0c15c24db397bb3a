package dev.outlay.outlook;

import dev.outlay.ledger.Filter;
import dev.outlay.units.Span;
import java.util.List;

/// A stretch of days with its cause and what speaks for it. Immutable.
record Explained(Evidence evidence, boolean ongoing, boolean ramp) {

    List<Filter> cause() {
        return evidence.cause();
    }

    Span days() {
        return evidence.days();
    }
}
