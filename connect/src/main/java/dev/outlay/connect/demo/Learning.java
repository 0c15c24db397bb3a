package dev.outlay.connect.demo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a training learns: the model, how far a minute of work brings it, and how good it becomes.
///
/// `batch` is what one step sees, in samples, or in tokens where it `readsTokens`. `epochs` is how often a whole
/// run goes through its data; 0 where nobody counts them. Loss falls from `firstLoss` towards `lastLoss`.
record Learning(
        String model,
        int stepsPerMinute,
        int batch,
        boolean readsTokens,
        int epochs,
        double firstLoss,
        double lastLoss,
        double accuracy) {

    private static final Map<String, Learning> BY_WORKLOAD = Map.ofEntries(
            Map.entry("aurora-13b", new Learning("aurora-13b", 6, 4_194_304, true, 0, 10.4, 2.04, 0.527)),
            Map.entry("ablation", new Learning("aurora-1b", 40, 1_048_576, true, 0, 10.2, 2.61, 0.466)),
            Map.entry("instruct", new Learning("aurora-chat-13b", 20, 256, false, 2, 2.1, 0.92, 0.684)),
            Map.entry("preference-tuning", new Learning("aurora-chat-7b", 12, 64, false, 3, 0.70, 0.41, 0.741)),
            Map.entry("retriever", new Learning("retriever-dense", 55, 512, false, 8, 4.6, 0.71, 0.868)),
            Map.entry("cross-encoder", new Learning("ranker-xl", 38, 256, false, 5, 0.69, 0.22, 0.883)),
            Map.entry("segmenter", new Learning("segmenter-b5", 25, 64, false, 60, 1.9, 0.31, 0.842)),
            Map.entry("augmentation", new Learning("segmenter-b2", 70, 64, false, 20, 1.9, 0.38, 0.794)),
            Map.entry("world-video", new Learning("world-video", 9, 128, false, 12, 3.4, 1.12, 0.738)),
            Map.entry("voice-clone", new Learning("voice-clone-v2", 33, 96, false, 40, 2.7, 0.52, 0.911)),
            Map.entry("voice-clone-eu", new Learning("voice-clone-v3", 33, 96, false, 40, 2.7, 0.47, 0.928)),
            Map.entry("acoustic", new Learning("acoustic-large", 28, 128, false, 25, 5.1, 0.34, 0.936)),
            Map.entry("policy", new Learning("grasp-policy", 90, 1024, false, 100, 1.3, 0.18, 0.812)));

    /// What the training of a name learns; null where nobody keeps a record, as of scratch runs and burn-in.
    static @Nullable Learning of(String workload) {
        return BY_WORKLOAD.get(workload);
    }

    /// The loss after a share, 0 to 1, of the work: a power law, as losses fall. `luck` is this run's own.
    double loss(double share, double luck) {
        double floor = lastLoss * luck;
        double left = StrictMath.pow(1 + 60 * share, -0.75);
        double end = StrictMath.pow(61, -0.75);
        return floor + (firstLoss - floor) * (left - end) / (1 - end);
    }

    /// The accuracy after a share of the work.
    double accuracy(double share, double luck) {
        double best = Math.min(0.99, accuracy * (2 - luck));
        return best * (1 - StrictMath.pow(1 + 25 * share, -1.1));
    }
}
