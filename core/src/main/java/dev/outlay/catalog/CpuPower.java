package dev.outlay.catalog;

import java.math.BigDecimal;

/// Watts that a vCPU of a CPU family draws at idle and at full load, without memory, GPUs and buildings.
///
/// `memoryGbPerChip` is the memory that comes with one chip in the servers behind the average. Immutable.
public record CpuPower(
        String provider,
        String architecture,
        BigDecimal idleWattsPerVcpu,
        BigDecimal fullWattsPerVcpu,
        BigDecimal memoryGbPerChip,
        Basis basis) {

    public CpuPower {
        if (idleWattsPerVcpu.signum() <= 0 || idleWattsPerVcpu.compareTo(fullWattsPerVcpu) > 0) {
            throw new IllegalArgumentException("a vCPU draws some power at idle and no less at full load: "
                    + architecture + " " + idleWattsPerVcpu + " to " + fullWattsPerVcpu);
        }
    }
}
