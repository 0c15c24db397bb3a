package dev.outlay.recommend;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an advice would change.
public enum Category {
    /// GPUs that are paid for and do nothing.
    IDLE,
    /// A part of a GPU in place of a whole one: MIG, time-slicing.
    SHARING,
    /// Fewer, smaller or other GPUs.
    GPU_TIER,
    /// Another machine for what runs on it: CPU, memory, GPUs.
    INSTANCE,
    /// What a pod asks for beside what it uses.
    REQUESTS,
    /// What is too small and held back by it.
    CAPACITY,
    BATCH_SIZE,
    EARLY_STOPPING,
    EPOCHS,
    DATASET,
    PRECISION,
    EFFICIENCY,
    OFF_PEAK,
    SPOT,
    REGION,
    COMMITMENT,
    STORAGE,
    EGRESS,
    IMAGE,
    INFERENCE,
    /// When something is on, such as machines for development at night.
    SCHEDULE;

    /// How it is written in commands and on screens, such as `gpu-tier`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The category of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Category of(String text) {
        return Arrays.stream(values())
                .filter(category -> category.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown category " + text + ": use one of "
                        + Arrays.stream(values()).map(Category::text).collect(Collectors.joining(", "))));
    }
}
