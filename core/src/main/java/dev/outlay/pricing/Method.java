package dev.outlay.pricing;

import java.util.Locale;

/// How the part of a whole that falls to a use is found.
enum Method {
    /// The use holds the whole device, or so many whole devices.
    EXCLUSIVE,
    /// By the compute slices of its MIG instance: 3g of 7 is 3/7.
    MIG_COMPUTE_SLICES,
    /// By the memory of its MIG instance: 40 of 80 GiB is a half.
    MIG_MEMORY_SLICES,
    /// By its part of the use that was measured of all who share the device.
    MEASURED_USE,
    /// By the share that it declares.
    DECLARED_SHARE,
    /// Nothing was measured or declared: all who share the device pay the same.
    EQUAL_SHARE,
    /// vCPUs or memory, by their part of the node's price.
    NODE_RESOURCES,
    /// One way after another within the stretch, because who shared the device changed.
    SEVERAL;

    /// How it is written in files and on screens, such as `mig-compute-slices`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
