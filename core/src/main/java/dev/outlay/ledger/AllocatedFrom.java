package dev.outlay.ledger;

import dev.outlay.units.Share;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a split charge is a part of, the part it is, and how the part was found.
///
/// `id` names the whole: a use of a node over one stretch, a device, or a charge of a bill. The ratios of all parts of
/// one whole sum to 1. `method` is a word such as `mig-compute-slices` or `equal-share`; null where it was not said.
/// Immutable and thread-safe.
public record AllocatedFrom(
        String id, Share ratio, @Nullable String method) {

    public AllocatedFrom {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ratio, "ratio");
    }
}
