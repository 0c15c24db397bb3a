package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunCellsTest {

    private static final Map<String, String> ROW = Runs.cells(
            "id",
            "a",
            "kind",
            "full-run",
            "arch",
            "dense-lm",
            "params_total",
            "7e9",
            "work",
            "1e12",
            "work_unit",
            "tokens",
            "accelerator",
            "A100-SXM4-80GB",
            "precision",
            "bf16-mixed");

    @Test
    void whatIsToBePredictedIsNotRead() {
        TrainingRun blind = RunCells.inputs(ROW);
        for (String column : List.of(
                "accel_hours",
                "wall_hours",
                "throughput_per_accel",
                "throughput_unit",
                "mfu",
                "tflops_per_accel",
                "energy_kwh",
                "tco2e",
                "cost_usd",
                "price_basis")) {
            Map<String, String> told = new HashMap<>(ROW);
            told.put(column, "123456");
            assertThat(RunCells.inputs(told)).as(column).isEqualTo(blind);
            told.put(column, "no number");
            assertThat(RunCells.inputs(told)).as(column).isEqualTo(blind);
        }
    }

    @Test
    void hoursOfOneMachineAreThoseOfAllItsAccelerators() {
        Map<String, String> told = new HashMap<>(ROW);
        told.putAll(Map.of("accel_count", "8", "wall_hours", "10"));
        assertThat(RunCells.withOutcome(told).outcome()).isEqualTo(new TrainingRun.Outcome(80.0, null, null));
    }

    @Test
    void aMissingNumberMayBeWrittenAsNotApplicable() {
        Map<String, String> told = new HashMap<>(ROW);
        told.put("params_active", "n/a");
        assertThat(RunCells.inputs(told).workload().size().working()).isEqualTo(7e9);
    }

    @Test
    void aRowThatCannotBeIsRefusedWithTheReason() {
        refuses("work", "0", "nothing to train on");
        refuses("arch", "perceptron", "no kind of model is called 'perceptron'");
        refuses("kind", "half-run", "full-run, throughput or energy");
        refuses("params_total", "many", "params_total is a number");
        refuses("params_total", "-1", "above zero");
        refuses("accelerator", "", "accelerator is missing");
        Map<String, String> told = new HashMap<>(ROW);
        told.put("mfu", "1.2");
        assertThatThrownBy(() -> RunCells.withOutcome(told)).hasMessageContaining("at most 1");
    }

    private static void refuses(String column, String value, String why) {
        Map<String, String> told = new HashMap<>(ROW);
        told.put(column, value);
        assertThatThrownBy(() -> RunCells.inputs(told)).hasMessageContaining(why);
    }
}
