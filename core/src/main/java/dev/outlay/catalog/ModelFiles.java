package dev.outlay.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads GPUs with their MIG profiles, providers, and regions with their intensities.
final class ModelFiles {

    private static final Map<Precision, String> RATES = Map.of(
            Precision.FP32, "fp32_tflops",
            Precision.TF32, "tf32_tflops_dense",
            Precision.FP16, "fp16_tflops_dense",
            Precision.BF16, "bf16_tflops_dense",
            Precision.FP8, "fp8_tflops_dense",
            Precision.INT8, "int8_tops_dense",
            Precision.FP4, "fp4_tflops_dense");

    private ModelFiles() {}

    static List<Provider> providers() {
        return DataFile.rows("providers", file -> {
            String aliases = file.optional("aliases");
            return new Provider(
                    file.text("provider"),
                    file.text("name"),
                    aliases == null ? List.of() : List.of(aliases.split(" ", -1)));
        });
    }

    static List<Gpu> gpus() {
        Map<String, List<MigProfile>> profiles = new HashMap<>();
        DataFile mig = DataFile.open("mig-profiles");
        while (mig.next()) {
            profiles.computeIfAbsent(mig.text("model"), any -> new ArrayList<>())
                    .add(migProfile(mig));
        }
        return DataFile.rows("gpus", file -> gpu(file, profiles.getOrDefault(file.text("model"), List.of())));
    }

    private static MigProfile migProfile(DataFile file) {
        return new MigProfile(
                file.text("profile"),
                file.integer("compute_slices"),
                file.integer("compute_slices_total"),
                file.decimal("memory_gib"),
                file.integer("max_instances_per_gpu"),
                file.text("media_extensions_variant").equals("yes"),
                file.basis("kind", null, "source"));
    }

    private static Gpu gpu(DataFile file, List<MigProfile> profiles) {
        Map<Precision, BigDecimal> peak = new EnumMap<>(Precision.class);
        RATES.forEach((precision, column) -> {
            BigDecimal rate = file.optionalDecimal(column);
            if (rate != null) {
                peak.put(precision, rate);
            }
        });
        return new Gpu(
                file.text("model"),
                file.text("vendor"),
                file.text("architecture"),
                file.text("form_factor"),
                file.decimal("memory_gib"),
                file.text("memory_type"),
                file.optionalDecimal("memory_bandwidth_gb_s"),
                peak,
                file.optionalDecimal("tdp_w"),
                file.optional("interconnect"),
                file.optionalDecimal("nvlink_gb_s"),
                profiles,
                file.optionalInteger("release_year"),
                Basis.of(file.text("confidence"), null, file.text("source")),
                file.optional("notes"));
    }

    static List<Region> regions() {
        DataFile file = DataFile.open("regions");
        List<Region> regions = new ArrayList<>();
        List<GridIntensity> intensities = new ArrayList<>();
        boolean more = file.next();
        while (more) {
            int group = file.groupNumber();
            Region named = region(file);
            while (more && file.groupNumber() == group) {
                intensities.add(new GridIntensity(
                        file.decimal("gco2e_per_kwh"),
                        file.optionalDecimal("carbon_free_share"),
                        file.text("preferred").equals("1"),
                        intensityBasis(file)));
                more = file.next();
            }
            regions.add(with(named, intensities));
            intensities.clear();
        }
        return List.copyOf(regions);
    }

    private static Region region(DataFile file) {
        String area = file.optional("area");
        return new Region(
                file.text("provider"),
                file.text("region"),
                file.text("place"),
                file.optional("country_iso3"),
                file.optional("country"),
                area == null ? null : Area.of(area),
                file.optionalDecimal("pue"),
                file.optionalWords("pue_source"),
                List.of());
    }

    private static Region with(Region region, List<GridIntensity> intensities) {
        return new Region(
                region.provider(),
                region.id(),
                region.place(),
                region.countryIso3(),
                region.country(),
                region.area(),
                region.pue(),
                region.pueSource(),
                intensities);
    }

    // some sources say in their own sentence that they are weaker than their kind
    private static Basis intensityBasis(DataFile file) {
        Basis basis = file.basis("basis", "year", "source");
        return basis.source().contains("treat as an estimate")
                ? new Basis(Confidence.ESTIMATE, basis.kind(), basis.date(), basis.source())
                : basis;
    }
}
