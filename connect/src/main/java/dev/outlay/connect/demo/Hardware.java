package dev.outlay.connect.demo;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Sharing;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// The machines of the company: three clusters, on two clouds and a neocloud. Every instance type is one of the
/// catalog, with a price in its region.
final class Hardware {
    private static final Cluster ATLAS = new Cluster("atlas", "aws", "us-east-1", true, 0.03);
    private static final Cluster BOREAS = new Cluster("boreas", "gcp", "europe-west4", true, 0.06);
    /// A batch scheduler that accounts jobs, not devices, and seldom knows how busy they were.
    private static final Cluster NORDLYS = new Cluster("nordlys", "nebius", "eu-north1", false, 0.35);

    /// The smallest first: what was taken before is rated again with what comes after it.
    static final List<Cluster> CLUSTERS = List.of(NORDLYS, ATLAS, BOREAS);

    private static final List<Slice> WHOLE = List.of(Slice.WHOLE);

    static final Pool P5 = pool(ATLAS, "p5", "p5.48xlarge", "H100-SXM5-80GB", 700, 3, 3, whole(8));
    /// Divided so that slices fit in compute and in memory, of which a 3g slice takes as much as a 4g.
    static final Pool P5_MIG = pool(
            ATLAS,
            "p5-mig",
            "p5.48xlarge",
            "H100-SXM5-80GB",
            700,
            1,
            1,
            Stream.of(
                            times(2, Slice.migs("4g.40gb", "3g.40gb")),
                            times(4, Slice.migs("3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb")),
                            times(1, Collections.nCopies(7, Slice.mig("1g.10gb"))),
                            times(1, Slice.migs("3g.40gb", "3g.40gb")))
                    .flatMap(List::stream)
                    .toList());
    /// Bought for one team under a commitment, used when that team works.
    static final Pool P4D =
            new Pool(ATLAS, "p4d-vision", "p4d.24xlarge", "A100-SXM4-40GB", 400, CapacityType.RESERVED, 6, 6, whole(8));
    static final Pool G6 = pool(ATLAS, "g6", "g6.12xlarge", "L4", 72, 4, 12, whole(4));
    static final Pool G4DN = pool(ATLAS, "g4dn-notebooks", "g4dn.12xlarge", "T4", 70, 1, 4, slicedInTime(4, "0.25", 4));

    static final Pool A2 = pool(BOREAS, "a2", "a2-highgpu-8g", "A100-SXM4-40GB", 400, 2, 2, whole(8));
    static final Pool A2_MIG = pool(
            BOREAS,
            "a2-mig",
            "a2-highgpu-8g",
            "A100-SXM4-40GB",
            400,
            3,
            3,
            Stream.of(
                            times(3, Slice.migs("2g.10gb", "2g.10gb", "2g.10gb", "1g.5gb")),
                            times(2, Collections.nCopies(7, Slice.mig("1g.5gb"))),
                            times(2, Slice.migs("4g.20gb", "3g.20gb")),
                            times(1, Slice.migs("3g.20gb", "2g.10gb", "1g.5gb", "1g.5gb")))
                    .flatMap(List::stream)
                    .toList());
    static final Pool A2_ULTRA =
            new Pool(BOREAS, "a2-spot", "a2-ultragpu-8g", "A100-SXM4-80GB", 400, CapacityType.SPOT, 4, 4, whole(8));
    static final Pool G2 = pool(BOREAS, "g2", "g2-standard-48", "L4", 72, 3, 8, slicedInTime(4, "0.5", 2));
    static final Pool N1_T4 =
            pool(BOREAS, "t4-notebooks", "n1-standard-32-t4-x4", "T4", 70, 1, 4, slicedInTime(4, "0.25", 4));

    /// Held for the whole period at a negotiated price per GPU.
    static final Pool H100 =
            pool(NORDLYS, "h100", "gpu-h100-sxm_8gpu-128vcpu-1600gb", "H100-SXM5-80GB", 700, 14, 14, whole(8));
    static final Pool L40S = pool(
            NORDLYS,
            "l40s",
            "gpu-l40s-d_4gpu-128vcpu-768gb",
            "L40S",
            350,
            4,
            4,
            Stream.of(
                            times(2, Slice.parts(Sharing.MPS, "0.5", 2)),
                            times(
                                    2,
                                    List.of(
                                            Slice.part(Sharing.FRACTION, "0.5"),
                                            Slice.part(Sharing.FRACTION, "0.25"),
                                            Slice.part(Sharing.FRACTION, "0.25"))))
                    .flatMap(List::stream)
                    .toList());

    static final List<Pool> POOLS = List.of(P5, P5_MIG, P4D, G6, G4DN, A2, A2_MIG, A2_ULTRA, G2, N1_T4, H100, L40S);

    private Hardware() {}

    private static Pool pool(
            Cluster cluster,
            String name,
            String instanceType,
            String gpuModel,
            int ratedWatts,
            int least,
            int most,
            List<List<Slice>> devices) {
        return new Pool(
                cluster, name, instanceType, gpuModel, ratedWatts, CapacityType.ON_DEMAND, least, most, devices);
    }

    private static List<List<Slice>> whole(int devices) {
        return times(devices, WHOLE);
    }

    private static List<List<Slice>> slicedInTime(int devices, String share, int slices) {
        return times(devices, Slice.parts(Sharing.TIME_SLICING, share, slices));
    }

    private static List<List<Slice>> times(int devices, List<Slice> slices) {
        return Collections.nCopies(devices, slices);
    }
}
