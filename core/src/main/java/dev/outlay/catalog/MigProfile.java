package dev.outlay.catalog;

import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.MathContext;

/// One way to cut a GPU with NVIDIA Multi-Instance GPU, such as `3g.20gb`.
///
/// `computeSlices` of `computeSlicesTotal`; memory in GiB; `maxInstances` of this profile fit on one GPU;
/// `mediaExtensions` marks the variant (`+me`) that owns the video engines. Throws [IllegalArgumentException]
/// unless a profile has at least one slice, no more than there are, and fits. Immutable and thread-safe.
public record MigProfile(
        String name,
        int computeSlices,
        int computeSlicesTotal,
        BigDecimal memoryGib,
        int maxInstances,
        boolean mediaExtensions,
        Basis basis) {

    public MigProfile {
        if (computeSlices < 1
                || computeSlices > computeSlicesTotal
                || maxInstances < 1
                || maxInstances * computeSlices > computeSlicesTotal) {
            throw new IllegalArgumentException("a MIG profile fits on its GPU: " + name + ", " + maxInstances
                    + " times " + computeSlices + " of " + computeSlicesTotal + " slices");
        }
    }

    /// The part of the GPU's compute, rounded half-even to 18 significant digits: 3g of 7 is 3/7.
    public Share computeShare() {
        return new Share(
                BigDecimal.valueOf(computeSlices).divide(BigDecimal.valueOf(computeSlicesTotal), new MathContext(18)));
    }
}
