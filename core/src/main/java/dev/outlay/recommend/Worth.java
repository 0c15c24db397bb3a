package dev.outlay.recommend;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What following an advice is worth: money, time, or both.
///
/// `promise` is null where no price is known or no money is saved, and `unpriced` then says why; `timeSaved` is
/// null where none is expected. `comparedBy` says how the cost before is held against the cost after, to verify the
/// promise. Throws [IllegalArgumentException] where there is neither a promise nor a reason for its absence, or
/// both. Immutable and thread-safe.
public record Worth(
        @Nullable Promise promise,
        @Nullable String unpriced,
        @Nullable Duration timeSaved,
        ComparedBy comparedBy) {

    /// What the cost of the same scope is divided by, so that before and after can be compared.
    public enum ComparedBy {
        /// The length of the span: for what should no longer be held at all.
        DAY,
        /// The GPU-hours: for the same work at another price.
        GPU_HOUR,
        /// The runs that were charged: for the same run with less of everything.
        RUN
    }

    public Worth {
        Objects.requireNonNull(comparedBy, "comparedBy");
        if ((promise == null) == (unpriced == null)) {
            throw new IllegalArgumentException(
                    "an advice either promises money or says why it does not: " + promise + ", " + unpriced);
        }
    }

    public static Worth of(Promise promise, ComparedBy comparedBy) {
        return new Worth(promise, null, null, comparedBy);
    }

    /// Why no money is promised, such as `no price of a 1g.10gb of an H100 is known`.
    public static Worth unpriced(String why) {
        return new Worth(null, why, null, ComparedBy.DAY);
    }

    /// The same with time that is saved in the period of the promise.
    public Worth saving(Duration time) {
        return new Worth(promise, unpriced, time, comparedBy);
    }
}
