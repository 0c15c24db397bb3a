package dev.outlay.forecast;

import dev.outlay.catalog.Gpu;
import org.jspecify.annotations.Nullable;

/// What a run runs on: so many chips of a name, as a source or a person writes it. `count` is null where it is not
/// known. Immutable.
public record Accelerators(String name, @Nullable Double count) {

    public Accelerators {
        Amount.checkPositive("the number of accelerators", count);
    }

    public static Accelerators of(Gpu gpu, double count) {
        return new Accelerators(gpu.model(), count);
    }
}
