package dev.outlay.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The list of advisors, in the order in which their advice is shown where it is worth the same.
public final class Advisors {

    public static final List<Advisor> ALL = List.of(
            new IdleGpuAdvisor(),
            new MigAdvisor(),
            new TimeSlicingAdvisor(),
            new GpuTierAdvisor(),
            new InstanceAdvisor(),
            new RequestAdvisor(),
            new UnheldGpuAdvisor(),
            new GpuPressureAdvisor(),
            new BatchSizeAdvisor(),
            new EarlyStoppingAdvisor(),
            new EpochsAdvisor(),
            new DatasetAdvisor(),
            new TierAdvisor(),
            new EfficiencyAdvisor(),
            new PrecisionAdvisor(),
            new OffPeakAdvisor(),
            new SpotAdvisor(),
            new RegionAdvisor(),
            new CommitmentAdvisor(),
            new StorageTierAdvisor(),
            new DuplicatesAdvisor(),
            new StaleDataAdvisor(),
            new CheckpointsAdvisor(),
            new EgressAdvisor(),
            new InferenceScalingAdvisor(),
            new DevelopmentAdvisor());

    private Advisors() {}

    /// The advice of some advisors on one inquiry, in their order.
    static List<Advice> ask(List<Advisor> advisors, Inquiry inquiry) {
        List<Advice> all = new ArrayList<>();
        for (Advisor advisor : advisors) {
            try (Stream<Advice> advice = advisor.advise(inquiry)) {
                advice.forEach(all::add);
            }
        }
        return all;
    }
}
