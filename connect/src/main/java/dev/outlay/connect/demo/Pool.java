package dev.outlay.connect.demo;

import dev.outlay.ledger.CapacityType;
import java.util.List;

/// Machines of one kind in one cluster, bought the same way.
///
/// From `least` to `most` of them are held: always as many where the two are equal, else by demand. `devices` are
/// the GPUs of one machine, each with the slices it is divided into. `ratedWatts` is the rated power of one GPU.
record Pool(
        Cluster cluster,
        String name,
        String instanceType,
        String gpuModel,
        int ratedWatts,
        CapacityType capacity,
        int least,
        int most,
        List<List<Slice>> devices) {

    int mostGpus() {
        return most * devices.size();
    }
}
