package dev.outlay.connect.demo;

import org.jspecify.annotations.Nullable;

/// Something that wants GPUs from the minute `submitted` on: `pods` pods, each with `slices` slices of one kind on
/// one machine, for `minutes` minutes of work and not beyond the minute `until`.
///
/// A job with a `run` is training: it can fail, and is then resumed under the next `attempt`.
record Job(
        Pool pool,
        String slice,
        int pods,
        int slices,
        Tenant tenant,
        String workload,
        @Nullable String run,
        @Nullable String experiment,
        Load load,
        int submitted,
        int minutes,
        int until,
        int attempt,
        boolean campaign) {

    boolean training() {
        return run != null;
    }

    /// The rest of it, tried once more.
    Job resumed(int at, int left) {
        return new Job(
                pool,
                slice,
                pods,
                slices,
                tenant,
                workload,
                run,
                experiment,
                load,
                at,
                left,
                until,
                attempt + 1,
                campaign);
    }
}
