package dev.outlay.ledger;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a meter reads from a device or a container. Everything but power is a share, from 0 to 1.
public enum Signal {
    /// The part of the time in which a kernel ran on the GPU, as `nvidia-smi` and DCGM's `DEV_GPU_UTIL` tell it.
    GPU_UTILIZATION,
    /// The part of the streaming multiprocessors with a warp, over time: DCGM's `PROF_SM_ACTIVE`.
    SM_ACTIVE,
    /// The part of the time in which tensor cores worked: DCGM's `PROF_PIPE_TENSOR_ACTIVE`.
    TENSOR_ACTIVE,
    /// The part of the GPU's memory that was held.
    GPU_MEMORY_USED,
    /// What the GPU drew, in watts.
    POWER,
    /// The part of the requested or whole CPUs that was used; more than was requested is above 1.
    CPU_UTILIZATION,
    /// The part of the requested or whole memory that was used; more than was requested is above 1.
    MEMORY_UTILIZATION;

    /// How it is written in files, such as `sm_active`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The signal of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Signal of(String text) {
        return Arrays.stream(values())
                .filter(signal -> signal.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown signal " + text + ": use one of "
                        + Arrays.stream(values()).map(Signal::text).collect(Collectors.joining(", "))));
    }

    /// Whether a meter can have read this: no signal is negative, and no GPU is busier than wholly.
    boolean canBe(BigDecimal value) {
        return value.signum() >= 0 && (!isPart() || value.compareTo(BigDecimal.ONE) <= 0);
    }

    /// Whether it is a part of a whole, and so never above 1.
    boolean isPart() {
        return switch (this) {
            case GPU_UTILIZATION, SM_ACTIVE, TENSOR_ACTIVE, GPU_MEMORY_USED -> true;
            case POWER, CPU_UTILIZATION, MEMORY_UTILIZATION -> false;
        };
    }
}
