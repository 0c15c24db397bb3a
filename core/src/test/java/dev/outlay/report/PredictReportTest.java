package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictReportTest {

    // as figures are printed
    private static final Percentage FIVE_DIGITS = Percentage.withPercentage(0.1);
    private static final Outlay OUTLAY = new Outlay(
            MemoryLedger::new, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-10-01T00:00:00Z")));

    @Test
    void aRunIsAnsweredWithTimeThroughputEnergyAndCost() {
        Table table = answer("params", "7B", "tokens", "140B", "gpu", "H100", "gpus", "64");
        assertThat(table.rows().stream().map(List::getFirst))
                .containsExactly("time", "gpu_time", "throughput", "energy", "cost");
        assertThat(value(table, 1, "predicted")).isCloseTo(64 * value(table, 0, "predicted"), FIVE_DIGITS);
        for (int row = 0; row < table.rows().size(); row++) {
            assertThat(value(table, row, "low_90")).isLessThan(value(table, row, "low_80"));
            assertThat(value(table, row, "low_80")).isLessThan(value(table, row, "predicted"));
            assertThat(value(table, row, "predicted")).isLessThan(value(table, row, "high_80"));
            assertThat(value(table, row, "high_80")).isLessThan(value(table, row, "high_90"));
        }
        assertThat(table.heading().get("memory")).contains("sharded over all");
        assertThat(table.parts())
                .singleElement()
                .satisfies(offers -> assertThat(offers.rows()).isNotEmpty());
    }

    @Test
    void costIsHoursTimesThePriceOfWholeMachines() {
        Table table = answer(
                "params",
                "7B",
                "tokens",
                "140B",
                "gpu",
                "A100-SXM4-80GB",
                "gpus",
                "12",
                "provider",
                "aws",
                "region",
                "us-east-1");
        Table offers = table.parts().getFirst();
        assertThat(value(offers, 0, "machines")).isEqualTo(2);
        assertThat(value(offers, 0, "cost"))
                .isCloseTo(value(offers, 0, "per_hour") * value(table, 0, "predicted"), FIVE_DIGITS);
    }

    @Test
    void visionIsAskedInEpochs() {
        Table table = answer(
                "model",
                "ResNet-50",
                "arch",
                "cnn",
                "epochs",
                "90",
                "dataset",
                "imagenet",
                "gpu",
                "A100-SXM4-80GB",
                "gpus",
                "8");
        assertThat(value(table, 0, "predicted")).isBetween(1.0, 10.0);
    }

    @Test
    void whatCannotBeAnsweredIsRefusedWithTheReason() {
        refuses(
                "no kind of model is called 'perceptron'",
                "arch",
                "perceptron",
                "params",
                "7B",
                "tokens",
                "1B",
                "gpu",
                "H100");
        refuses("a number above zero", "params", "7B", "tokens", "0", "gpu", "H100");
        refuses("say how much it is trained on", "params", "7B", "gpu", "H100");
        refuses("say how much it is trained on", "params", "7B", "tokens", "1B", "epochs", "3", "gpu", "H100");
        refuses("say what is to be trained", "tokens", "1B", "gpu", "H100");
        refuses("no GPU is called 'abacus'", "params", "7B", "tokens", "1B", "gpu", "abacus");
        refuses("peak rate", "params", "7B", "tokens", "1B", "gpu", "Gaudi HL-205");
        refuses("at least 15 GPUs", "params", "70B", "tokens", "1T", "gpu", "H100-SXM5-80GB", "gpus", "8");
        refuses(
                "a micro-batch of 64 sequences does not fit",
                "params",
                "7B",
                "tokens",
                "1T",
                "gpu",
                "H100-SXM5-80GB",
                "gpus",
                "8",
                "micro-batch",
                "64");
        refuses(
                "no precision is called 'double'",
                "params",
                "7B",
                "tokens",
                "1B",
                "gpu",
                "H100",
                "precision",
                "double");
        refuses("gpu is missing", "params", "7B", "tokens", "1B");
    }

    private static void refuses(String why, String... asked) {
        assertThatThrownBy(() -> answer(asked))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining(why);
    }

    private static Table answer(String... asked) {
        return OUTLAY.answer("predict", Parameters.of(asked));
    }

    private static double value(Table table, int row, String column) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        @Nullable String value = table.rows().get(row).get(names.indexOf(column));
        assertThat(value).as(column).isNotNull();
        return Double.parseDouble(String.valueOf(value));
    }
}
