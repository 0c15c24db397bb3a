package dev.outlay.connect.demo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a bill holds besides GPU machines, which the usage files meter: so much of a unit a month, at a list price
/// and a negotiated part of it. `team` and `project` are its tags, null where nobody tagged it.
record BilledService(
        Biller biller,
        String category,
        String service,
        String sku,
        String description,
        String unit,
        double perMonth,
        BigDecimal listUnitPrice,
        BigDecimal negotiated,
        @Nullable String team,
        @Nullable String project) {
    private static final String STORAGE = "Storage";
    private static final String NETWORK = "Networking";
    private static final String MANAGEMENT = "Management and Governance";
    private static final String GIB_MONTH = "GiB-Month";
    private static final String GIB = "GiB";

    /// What is billed for every day.
    static final List<BilledService> DAILY = List.of(
            objects(Biller.AWS, "Amazon Simple Storage Service", "0.023", 310_000, "vision", "inspection"),
            objects(Biller.AWS, "Amazon Simple Storage Service", "0.023", 185_000, "search", "retrieval"),
            objects(Biller.AWS, "Amazon Simple Storage Service", "0.023", 260_000, "foundation-models", "aurora"),
            objects(Biller.AWS, "Amazon Simple Storage Service", "0.023", 64_000, null, null),
            disks(Biller.AWS, "Amazon Elastic Block Store", "0.08", 30_000, "vision", "segmentation"),
            disks(Biller.AWS, "Amazon Elastic Block Store", "0.08", 24_000, "search", "ranking"),
            disks(Biller.AWS, "Amazon Elastic Block Store", "0.08", 21_000, "foundation-models", "chat"),
            disks(Biller.AWS, "Amazon Elastic Block Store", "0.08", 9_000, null, null),
            transfer(Biller.AWS, "AWS Data Transfer", "0.085", 46_000, "foundation-models", "aurora"),
            transfer(Biller.AWS, "AWS Data Transfer", "0.085", 12_500, "platform", "guardrails"),
            logs(Biller.AWS, "Amazon CloudWatch", 5_200, "platform", "guardrails"),
            objects(Biller.GCP, "Cloud Storage", "0.02", 215_000, "speech", "voices"),
            objects(Biller.GCP, "Cloud Storage", "0.02", 140_000, "search", "retrieval"),
            objects(Biller.GCP, "Cloud Storage", "0.02", 38_000, null, null),
            disks(Biller.GCP, "Persistent Disk", "0.11", 26_000, "speech", "transcribe"),
            disks(Biller.GCP, "Persistent Disk", "0.11", 17_000, "search", "ranking"),
            transfer(Biller.GCP, "Cloud Network", "0.085", 19_000, "search", "ranking"),
            logs(Biller.GCP, "Cloud Logging", 4_100, "platform", "guardrails"),
            disks(Biller.NEBIUS, "Shared Filesystem", "0.08", 165_000, "foundation-models", "aurora"),
            disks(Biller.NEBIUS, "Shared Filesystem", "0.08", 52_000, "robotics", "grasping"),
            objects(Biller.NEBIUS, "Object Storage", "0.0147", 290_000, "foundation-models", "aurora"),
            objects(Biller.NEBIUS, "Object Storage", "0.0147", 45_000, null, null));

    /// What the provider billed weeks late: copies between the clouds in the first days of the period.
    static final List<BilledService> LATE = List.of(
            transfer(Biller.GCP, "Cloud Network", "0.085", 320_000, "speech", "voices"),
            transfer(Biller.GCP, "Cloud Network", "0.085", 210_000, "robotics", "simulation"),
            objects(Biller.GCP, "Cloud Storage", "0.02", 96_000, null, null));

    BigDecimal contractedUnitPrice() {
        return listUnitPrice.multiply(negotiated).stripTrailingZeros();
    }

    private static BilledService objects(
            Biller biller,
            String service,
            String price,
            int perMonth,
            @Nullable String team,
            @Nullable String project) {
        return priced(biller, STORAGE, service, "standard", GIB_MONTH, price, perMonth, team, project);
    }

    private static BilledService disks(
            Biller biller,
            String service,
            String price,
            int perMonth,
            @Nullable String team,
            @Nullable String project) {
        return priced(biller, STORAGE, service, "block", GIB_MONTH, price, perMonth, team, project);
    }

    private static BilledService transfer(
            Biller biller,
            String service,
            String price,
            int perMonth,
            @Nullable String team,
            @Nullable String project) {
        return priced(biller, NETWORK, service, "egress", GIB, price, perMonth, team, project);
    }

    private static BilledService logs(Biller biller, String service, int perMonth, String team, String project) {
        return priced(biller, MANAGEMENT, service, "log-ingestion", GIB, "0.50", perMonth, team, project);
    }

    private static BilledService priced(
            Biller biller,
            String category,
            String service,
            String sku,
            String unit,
            String price,
            int perMonth,
            @Nullable String team,
            @Nullable String project) {
        String description = price + " USD per " + unit + " of " + service + " " + sku + " in " + biller.regionName();
        BigDecimal negotiated = biller.equals(Biller.AWS) ? new BigDecimal("0.95") : BigDecimal.ONE;
        return new BilledService(
                biller,
                category,
                service,
                biller.key() + "-" + sku,
                description,
                unit,
                perMonth,
                new BigDecimal(price),
                negotiated,
                team,
                project);
    }
}
