package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.forecast.LedgerRuns;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.TrainingRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the predictor knows of the runs of an inquiry: those that can be predicted otherwise, and a predictor that
/// has learned from all of them. Not thread-safe.
final class RunWork {

    private final Map<String, TrainingRun> known = new HashMap<>();
    private final Predictor predictor;
    private final Inquiry inquiry;

    RunWork(Inquiry inquiry) {
        this.inquiry = inquiry;
        List<TrainingRun> runs = LedgerRuns.of(inquiry.ledger());
        runs.forEach(run -> known.put(run.id(), run));
        this.predictor = Predictor.builtin(inquiry.catalog()).learning(runs).predictor();
    }

    /// The run as the predictor takes it; empty where its work or its model is not known.
    Optional<TrainingRun> of(RunFile run) {
        return Optional.ofNullable(known.get(run.run()));
    }

    /// The GPU that a run was on; empty where it was on several or an unknown one.
    Optional<Gpu> gpu(RunFile run) {
        String model = run.spent().gpuModel();
        return model == null ? Optional.empty() : inquiry.catalog().gpu(model);
    }

    Predictor predictor() {
        return predictor;
    }
}
