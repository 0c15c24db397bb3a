package dev.outlay.connect.demo;

import java.util.List;

/// One pod of a job on one machine, from a minute to another, with how it ended: `succeeded`, `failed`,
/// `node-lost`, `running` at the end of the period, or `stopped` where it was no run.
record Stay(Job job, String pod, Machine machine, List<Slot> slots, int from, int to, String outcome) {}
