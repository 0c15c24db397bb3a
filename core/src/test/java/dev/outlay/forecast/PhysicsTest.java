package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import org.junit.jupiter.api.Test;

class PhysicsTest {

    @Test
    void aTokenOfGpt3TakesSixOperationsAParameterAndThoseOfAttention() {
        Transformer gpt3 = Transformer.of(new ModelSize(175e9, 175e9, null, 96.0, 12288.0), 2048.0, true);
        assertThat(gpt3.flopsPerToken()).isEqualTo(6 * 175e9 + 6 * 96 * 12288.0 * 2048);
        Transformer both = Transformer.of(new ModelSize(175e9, 175e9, null, 96.0, 12288.0), 2048.0, false);
        assertThat(both.attentionPerToken()).isEqualTo(2 * gpt3.attentionPerToken());
    }

    @Test
    void theShapeOfAModelIsInferredFromItsSize() {
        Transformer seven = Transformer.of(ModelSize.ofParameters(6.7e9), 2048.0, true);
        assertThat(seven.layers()).isCloseTo(32, within(0.5));
        assertThat(seven.hidden()).isCloseTo(4096, within(50.0));
    }

    @Test
    void expertsThatDoNotWorkCostNoOperations() {
        Transformer experts = Transformer.of(new ModelSize(671e9, 37e9, null, null, null), 2048.0, true);
        assertThat(experts.flopsPerToken()).isLessThan(6 * 37e9 * 1.2);
    }

    @Test
    void namesOfHardwareAreReadAsSourcesWriteThem() {
        assertThat(chip("A100 (variant not stated)").gpu().model()).startsWith("A100-SXM4");
        assertThat(chip("V100-SXM2 (size not stated)").exact()).isFalse();
        assertThat(chip("H800-SXM5-80GB").linkBandwidth()).isEqualTo(400);
        assertThat(chip("H800-SXM5-80GB").half()).isEqualTo(989.4);
        assertThat(chip("H100-SXM-96GB (500 W limit)").watts()).isEqualTo(500);
        assertThat(chip("TPU v3").half()).isEqualTo(123);
        assertThat(Chip.called("abacus", Catalog.builtin())).isEmpty();
    }

    @Test
    void precisionsAreReadAsSourcesWriteThem() {
        assertThat(NumberFormat.of("amp")).isEqualTo(NumberFormat.HALF);
        assertThat(NumberFormat.of("mixed-fp16")).isEqualTo(NumberFormat.HALF);
        assertThat(NumberFormat.of("fp8-mixed")).isEqualTo(NumberFormat.FP8);
        assertThat(NumberFormat.of("tf32")).isEqualTo(NumberFormat.TF32);
        assertThat(NumberFormat.of("fp32")).isEqualTo(NumberFormat.FP32);
        assertThatThrownBy(() -> NumberFormat.of("double")).hasMessageContaining("bf16-mixed");
    }

    @Test
    void sevenBillionParametersNeedTwoGpusOf80GibForTheirStates() {
        Gpu gpu = Catalog.builtin().gpu("A100-SXM4-80GB").orElseThrow();
        Workload workload = Workload.languageModel(7e9, 1e9);
        MemoryFit one = MemoryFit.of(workload, gpu, 1);
        assertThat(one.fits()).isFalse();
        assertThat(one.leastGpus()).isEqualTo(2);
        assertThat(one.statesGibPerGpu()).isCloseTo(16 * 7e9 / Math.pow(1024, 3), within(1e-9));
        MemoryFit eight = MemoryFit.of(workload, gpu, 8);
        assertThat(eight.fits()).isTrue();
        assertThat(eight.recomputes()).isFalse();
        assertThat(eight.microBatch()).isBetween(2, 16);
        assertThat(MemoryFit.of(workload, gpu, 64).microBatch()).isGreaterThanOrEqualTo(eight.microBatch());
    }

    @Test
    void longSequencesAreComputedAgainOrSplit() {
        Gpu gpu = Catalog.builtin().gpu("A100-SXM4-40GB").orElseThrow();
        var step = new Step(null, null, "65536", "bf16-mixed", null);
        var workload = new Workload(
                null, "long", Architecture.DENSE_LM, ModelSize.ofParameters(7e9), Amount.tokens(1e9), step);
        MemoryFit fit = MemoryFit.of(workload, gpu, 64);
        assertThat(fit.fits()).isTrue();
        assertThat(fit.recomputes() || fit.tensorParallel() > 1).isTrue();
    }

    @Test
    void epochsOfAKnownDataSetAreCounted() {
        var workload = new Workload(
                null,
                "Tacotron2 1501 epochs LJSpeech",
                Architecture.SPEECH,
                ModelSize.UNKNOWN,
                new Amount(1501, "epochs"),
                Step.UNKNOWN);
        Units units = Units.of(workload, null, TrainingRun.Kind.FULL_RUN);
        assertThat(units.units()).isEqualTo(1501 * 13_100.0);
        assertThat(units.counted()).isTrue();
    }

    private static Chip chip(String name) {
        return Chip.called(name, Catalog.builtin()).orElseThrow();
    }
}
