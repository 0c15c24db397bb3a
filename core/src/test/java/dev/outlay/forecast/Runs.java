package dev.outlay.forecast;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs for tests.
final class Runs {

    private Runs() {}

    /// A whole run of a dense language model on H100s, with accelerator-hours where they are known.
    static TrainingRun language(
            String id, String family, double parameters, double tokens, double gpus, @Nullable Double hours) {
        return new TrainingRun(
                id,
                TrainingRun.Kind.FULL_RUN,
                new Workload(
                        family,
                        family + " " + parameters / 1e9 + "B",
                        Architecture.DENSE_LM,
                        ModelSize.ofParameters(parameters),
                        Amount.tokens(tokens),
                        new Step(null, null, "4096", "bf16-mixed", null)),
                new Accelerators("H100-SXM5-80GB", gpus),
                TrainingRun.EnergyScope.ACCELERATORS,
                hours == null ? null : new TrainingRun.Outcome(hours, null, null));
    }

    /// The cells of a row, as name, value, name, value.
    static Map<String, String> cells(String... namesAndValues) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            cells.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return cells;
    }
}
