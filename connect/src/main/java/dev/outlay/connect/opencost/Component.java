package dev.outlay.connect.opencost;

import org.jspecify.annotations.Nullable;

/// The parts that OpenCost states the cost of an allocation in. Each becomes a charge of its own.
///
/// `cost` and `adjustment` are fields that add up to the part's cost; `quantity` is what was held, in `unit`.
enum Component {
    CPU("cpu", "Compute", "cpuCost", "cpuCostAdjustment", "cpuCoreHours", "vCPU-Hours"),
    GPU("gpu", "Compute", "gpuCost", "gpuCostAdjustment", "gpuHours", "GPU-Hours"),
    MEMORY("memory", "Compute", "ramCost", "ramCostAdjustment", "ramByteHours", "Byte-Hours"),
    STORAGE("storage", "Storage", "pvCost", "pvCostAdjustment", "pvByteHours", "Byte-Hours"),
    NETWORK("network", "Networking", "networkCost", "networkCostAdjustment", null, null),
    LOAD_BALANCER("load-balancer", "Networking", "loadBalancerCost", "loadBalancerCostAdjustment", null, null),
    SHARED("shared", "Other", "sharedCost", null, null, null),
    EXTERNAL("external", "Other", "externalCost", null, null, null),
    /// What is left between the parts and the total, because each was rounded for itself.
    ROUNDING("rounding", "Other", null, null, null, null);

    private final String text;
    private final String category;
    private final @Nullable String cost;
    private final @Nullable String adjustment;
    private final @Nullable String quantity;
    private final @Nullable String unit;

    Component(
            String text,
            String category,
            @Nullable String cost,
            @Nullable String adjustment,
            @Nullable String quantity,
            @Nullable String unit) {
        this.text = text;
        this.category = category;
        this.cost = cost;
        this.adjustment = adjustment;
        this.quantity = quantity;
        this.unit = unit;
    }

    String text() {
        return text;
    }

    /// The service category as FOCUS names it.
    String category() {
        return category;
    }

    @Nullable
    String cost() {
        return cost;
    }

    @Nullable
    String adjustment() {
        return adjustment;
    }

    @Nullable
    String quantity() {
        return quantity;
    }

    @Nullable
    String unit() {
        return unit;
    }
}
