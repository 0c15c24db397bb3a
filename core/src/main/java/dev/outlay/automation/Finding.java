package dev.outlay.automation;

import dev.outlay.spot.Change;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rule says of a target now. `proposal` is what is to be done, null where nothing is; `next` is when a
/// schedule comes next, null where it does not or the rule is no schedule; `because` says why or why not. Immutable
/// and thread-safe.
public record Finding(
        String rule,
        String target,
        Change change,
        @Nullable Proposal proposal,
        @Nullable Instant next,
        String because) {

    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(because, "because");
    }
}
