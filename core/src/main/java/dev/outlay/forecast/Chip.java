package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Precision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An accelerator with the rates that limit training: TFLOP/s by precision, GB/s, GiB, watts.
///
/// `generation` is that of its maker, such as Ampere; `exact` says whether the name asked for tells the variant.
/// `watts` is null where the maker publishes no rated power.
record Chip(
        Gpu gpu,
        String generation,
        double memoryGib,
        double bandwidth,
        double fp32,
        double tf32,
        double half,
        double fp8,
        double linkBandwidth,
        @Nullable Double watts,
        boolean exact) {

    private static final Pattern POWER_LIMIT = Pattern.compile("\\((\\d+) W limit\\)");
    private static final double PCIE_GB_PER_SECOND = 64;
    // NVLink of the H800 as cut back for export, both directions added
    private static final double H800_LINK = 400;

    /// The chip of a name as sources write it; empty where the catalog knows none, or none with a peak rate.
    static Optional<Chip> called(String name, Catalog catalog) {
        String plain = name.replaceFirst("\\(.*", "").strip();
        Matcher limit = POWER_LIMIT.matcher(name);
        Double watts = limit.find() ? Double.valueOf(limit.group(1)) : null;
        boolean h800 = plain.toUpperCase(Locale.ROOT).startsWith("H800");
        String asked = plain.replaceFirst("(?i)^H800", "H100").replaceFirst("(?i)^A800", "A100");
        return gpu(asked, catalog)
                .flatMap(gpu ->
                        of(gpu, !name.contains("not stated") && gpu.model().equalsIgnoreCase(asked)))
                .map(chip -> h800 ? chip.withLink(H800_LINK) : chip)
                .map(chip -> watts == null ? chip : chip.limitedTo(watts));
    }

    /// The chip of a GPU; empty where its maker publishes no rate at which it could train.
    static Optional<Chip> of(Gpu gpu, boolean exact) {
        double fp32 = rate(gpu, Precision.FP32, 0);
        double half = Math.max(rate(gpu, Precision.FP16, 0), rate(gpu, Precision.BF16, 0));
        BigDecimal bandwidth = gpu.memoryBandwidth();
        if ((fp32 <= 0 && half <= 0) || bandwidth == null) {
            return Optional.empty();
        }
        double single = fp32 > 0 ? fp32 : half / 8;
        double tf32 = rate(gpu, Precision.TF32, single);
        double sixteen = half > 0 ? half : single;
        BigDecimal link = gpu.linkBandwidth();
        BigDecimal watts = gpu.thermalDesignWatts();
        return Optional.of(new Chip(
                gpu,
                gpu.architecture().replace("Grace ", ""),
                gpu.memoryGib().doubleValue(),
                bandwidth.doubleValue(),
                single,
                tf32,
                sixteen,
                rate(gpu, Precision.FP8, sixteen),
                link == null ? PCIE_GB_PER_SECOND : link.doubleValue(),
                watts == null ? null : watts.doubleValue(),
                exact));
    }

    /// Peak TFLOP/s at a precision; a rate the chip lacks is that of the next wider one.
    double peak(NumberFormat format) {
        return switch (format) {
            case FP32 -> fp32;
            case TF32 -> tf32;
            case HALF -> half;
            case FP8 -> fp8;
        };
    }

    // among variants of one name the one most sold for training: SXM before PCIe, the first memory size listed
    private static Optional<Gpu> gpu(String name, Catalog catalog) {
        List<Gpu> called = catalog.gpusCalled(name);
        if (called.isEmpty()) {
            called = catalog.gpusCalled(name.replaceAll("[- ]?\\d+ ?GB", ""));
        }
        List<Gpu> all = called;
        return all.stream()
                .filter(gpu -> gpu.formFactor().startsWith("SXM"))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private Chip withLink(double link) {
        return new Chip(gpu, generation, memoryGib, bandwidth, fp32, tf32, half, fp8, link, watts, exact);
    }

    private Chip limitedTo(double limit) {
        return new Chip(gpu, generation, memoryGib, bandwidth, fp32, tf32, half, fp8, linkBandwidth, limit, exact);
    }

    private static double rate(Gpu gpu, Precision precision, double otherwise) {
        return gpu.peak(precision).map(BigDecimal::doubleValue).orElse(otherwise);
    }
}
