package dev.outlay.connect.demo;

/// A cluster and how its use is metered: by device, as a node's exporter does, or by job, as a batch scheduler
/// does. `unmeasured` is the share of the readings of utilization that got lost.
record Cluster(String name, String provider, String region, boolean meteredByDevice, double unmeasured) {}
