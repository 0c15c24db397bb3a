package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.MemoryFit;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.Workload;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/// Work whose time is predicted from what is trained. The interval is the one in which 90 % of runs are expected.
///
/// A language model has to fit in memory, as [MemoryFit] says; of others nothing is known of that. A prediction
/// takes tens of microseconds and a plan asks for hundreds of them, so each is kept, and so are the timings of the
/// last few workloads. Thread-safe.
public final class PredictedTiming implements Timing {

    private record On(String model, int gpus) {}

    private static final int MOST_KEPT = 16;
    private static final Map<Catalog, Predictor> PREDICTORS = new WeakHashMap<>();
    private static final Map<Workload, PredictedTiming> KEPT = new LinkedHashMap<>();

    private final Predictor predictor;
    private final Workload workload;
    private final String text;
    private final Map<On, RunTime> known = new ConcurrentHashMap<>();

    /// `text` says what the work is, in a few words.
    public PredictedTiming(Predictor predictor, Workload workload, String text) {
        this.predictor = predictor;
        this.workload = workload;
        this.text = text;
    }

    /// A timing by what published runs teach; the same object for the same work, as long as it is kept.
    public static PredictedTiming of(Catalog catalog, Workload workload, String text) {
        synchronized (KEPT) {
            Predictor predictor = PREDICTORS.computeIfAbsent(catalog, Predictor::builtin);
            PredictedTiming kept = KEPT.get(workload);
            if (kept != null && kept.predictor == predictor && kept.text.equals(text)) {
                return kept;
            }
            if (KEPT.size() >= MOST_KEPT) {
                KEPT.remove(KEPT.keySet().iterator().next());
            }
            var timing = new PredictedTiming(predictor, workload, text);
            KEPT.put(workload, timing);
            return timing;
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public RunTime on(Cluster cluster) {
        RunTime time = known.computeIfAbsent(
                new On(cluster.gpu().model(), cluster.gpus()), on -> predicted(cluster.gpu(), on.gpus()));
        BigDecimal each = cluster.memoryGibEach();
        return each != null
                        && each.compareTo(cluster.gpu().memoryGib()) < 0
                        && time instanceof RunTime.Takes
                        && !fitsIn(each.doubleValue(), cluster)
                ? new RunTime.CannotRun("the model does not fit in " + cluster.gpus() + " x " + Decimals.text(each)
                        + " GiB of " + cluster.gpu().model())
                : time;
    }

    // what is sold has at times a little less memory than the model is said to have, and slices much less
    private boolean fitsIn(double gibEach, Cluster cluster) {
        return fit(cluster.gpu(), cluster.gpus())
                .map(fit -> fit.leastGpus() * fit.memoryGib() <= gibEach * cluster.gpus())
                .orElse(true);
    }

    private Optional<MemoryFit> fit(Gpu gpu, int gpus) {
        return switch (workload.architecture()) {
            case DENSE_LM, MOE_LM, ENCODER_LM ->
                workload.size().parameters() == null
                        ? Optional.empty()
                        : Optional.of(MemoryFit.of(workload, gpu, gpus));
            case SEQ2SEQ, CNN, DETECTOR, GAN, DIFFUSION, SPEECH, RECSYS, VISION_SSL, CLIP -> Optional.empty();
        };
    }

    private RunTime predicted(Gpu gpu, int gpus) {
        try {
            Optional<MemoryFit> fit = fit(gpu, gpus);
            if (fit.isPresent() && !fit.get().fits()) {
                return new RunTime.CannotRun(
                        "on " + gpus + " x " + gpu.model() + " " + fit.get().text());
            }
            Interval gpuHours = predictor.hours(workload, gpu, gpus);
            return new RunTime.Takes(
                    BigDecimal.valueOf(gpuHours.value() / gpus),
                    BigDecimal.valueOf(gpuHours.low90() / gpus),
                    BigDecimal.valueOf(gpuHours.high90() / gpus),
                    "predicted from physics and " + predictor.learnedFrom() + " published runs, 90 % interval");
        } catch (IllegalArgumentException unknown) {
            return new RunTime.CannotRun(String.valueOf(unknown.getMessage()));
        }
    }
}
