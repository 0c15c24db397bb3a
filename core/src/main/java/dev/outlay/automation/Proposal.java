package dev.outlay.automation;

import dev.outlay.spot.Change;
import java.time.Instant;
import java.util.Objects;

/// Something that a rule wants done. The same wish has the same `id` however often it is looked for: the rule, the
/// target and the instant it is for. `due` is the earliest instant at which it may be done. Immutable and
/// thread-safe.
public record Proposal(String id, String rule, String target, Change change, Instant due, String because) {

    public Proposal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(due, "due");
    }

    static String id(String rule, String target, Instant at) {
        return rule + "/" + target + "/" + at;
    }
}
