package dev.outlay.report;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.estimate.PredictedTiming;
import dev.outlay.estimate.ReferenceTiming;
import dev.outlay.estimate.SuitedTiming;
import dev.outlay.estimate.Timing;
import dev.outlay.forecast.Amount;
import dev.outlay.forecast.Architecture;
import dev.outlay.forecast.ModelSize;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.Step;
import dev.outlay.forecast.Workload;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters by which a plan is told what is to be done, and the timing that they describe.
final class PlanWork {

    private static final Parameter PARAMS =
            Parameter.one("params", "7e9", "Parameters of a language model: 7e9, 7B, 70B");
    private static final Parameter ACTIVE = Parameter.one(
            "active-params", "13B", "Parameters that work on one token, for a mixture of experts (default: all)");
    private static final Parameter TOKENS =
            Parameter.one("tokens", "140e9", "Tokens to train it on: 140e9, 140B, 2T");
    private static final Parameter SEQUENCE = Parameter.one("sequence", "4096", "Tokens in a sequence");
    private static final Parameter BATCH = Parameter.one("batch-tokens", "4e6", "Tokens in one step over all GPUs");
    private static final Parameter PRECISION =
            Parameter.one("precision", "bf16", "The number format of the training: bf16, fp16, fp8, tf32, fp32");
    private static final Parameter GPU_HOURS =
            Parameter.one("gpu-hours", "4000", "GPU-hours the work takes on the GPU of --on, instead of a model");
    private static final Parameter ON =
            Parameter.one("on", "H100-SXM5-80GB", "The GPU model that --gpu-hours were measured on");

    private static final Parameter OTHER_CHIPS = Parameter.flag(
            "other-chips", "Also TPUs, Trainium and Gaudi, which need other software; as when --gpu names one");

    static final List<Parameter> ALL =
            List.of(PARAMS, TOKENS, ACTIVE, SEQUENCE, BATCH, PRECISION, GPU_HOURS, ON, OTHER_CHIPS);

    private static final Map<Character, Integer> POWERS = Map.of('K', 3, 'M', 6, 'B', 9, 'T', 12);

    private PlanWork() {}

    /// Throws [CallersMistake] where the work is told in both ways or in neither.
    static Timing timing(Parameters parameters, Catalog catalog) {
        boolean byModel = parameters.text(PARAMS.name()).isPresent()
                || parameters.text(TOKENS.name()).isPresent();
        boolean byHours = parameters.text(GPU_HOURS.name()).isPresent()
                || parameters.text(ON.name()).isPresent();
        if (byModel == byHours) {
            throw new CallersMistake("a plan is for work: say a model with --params and --tokens, such as --params"
                    + " 7e9 --tokens 140e9, or what it takes elsewhere with --gpu-hours and --on, such as --gpu-hours"
                    + " 4000 --on H100-SXM5-80GB" + (byModel ? "; not both" : ""));
        }
        return new SuitedTiming(
                byModel ? predicted(parameters, catalog) : reference(parameters, catalog),
                parameters.flag(OTHER_CHIPS.name()) || parameters.text("gpu").isPresent());
    }

    /// How many tokens are trained on; null where the work is not told in tokens.
    static @Nullable BigDecimal tokens(Parameters parameters) {
        return parameters.one(TOKENS.name(), PlanWork::quantity).orElse(null);
    }

    private static Timing predicted(Parameters parameters, Catalog catalog) {
        parameters.required(PARAMS);
        parameters.required(TOKENS);
        BigDecimal size = parameters.one(PARAMS.name(), PlanWork::quantity).orElseThrow();
        BigDecimal tokens = parameters.one(TOKENS.name(), PlanWork::quantity).orElseThrow();
        BigDecimal active =
                parameters.one(ACTIVE.name(), PlanWork::quantity).orElse(size);
        if (active.compareTo(size) > 0) {
            throw new CallersMistake("active-params: " + Decimals.text(active) + " of " + Decimals.text(size)
                    + " parameters cannot be active: give at most all of them");
        }
        boolean mixture = active.compareTo(size) < 0;
        var workload = new Workload(
                null,
                "language model",
                mixture ? Architecture.MOE_LM : Architecture.DENSE_LM,
                new ModelSize(size.doubleValue(), active.doubleValue(), null, null, null),
                Amount.tokens(tokens.doubleValue()),
                new Step(
                        parameters
                                .one(BATCH.name(), PlanWork::quantity)
                                .map(BigDecimal::doubleValue)
                                .orElse(null),
                        "tokens",
                        parameters
                                .one(SEQUENCE.name(), Texts::positive)
                                .map(Decimals::text)
                                .orElse(null),
                        parameters.text(PRECISION.name()).orElse("bf16"),
                        null));
        String text = "language model of " + words(size) + " parameters"
                + (mixture ? ", " + words(active) + " of them active," : "") + " on " + words(tokens) + " tokens";
        return new PredictedTiming(Predictor.builtin(catalog), workload, text);
    }

    private static Timing reference(Parameters parameters, Catalog catalog) {
        parameters.required(GPU_HOURS);
        String name = parameters.required(ON);
        List<Gpu> called = catalog.gpusCalled(name);
        Gpu gpu = catalog.gpu(name).orElse(called.size() == 1 ? called.getFirst() : null);
        if (gpu == null) {
            List<String> near = called.isEmpty()
                    ? catalog.nearestGpus(name)
                    : called.stream().map(Gpu::model).toList();
            throw new CallersMistake(
                    "on: " + (called.isEmpty() ? "no GPU is called '" : "several GPUs are called '") + name + "'"
                            + (near.isEmpty() ? "" : "; name one model: " + String.join(", ", near)));
        }
        return new ReferenceTiming(
                gpu,
                parameters.one(GPU_HOURS.name(), PlanWork::quantity).orElseThrow(),
                parameters.one("min-gpu-memory", Texts::positive).orElse(null));
    }

    /// A number above zero, which may end in K, M, B or T: thousands to trillions.
    private static BigDecimal quantity(String text) {
        String written = text.strip().toUpperCase(Locale.ROOT);
        Integer power = written.isEmpty() ? null : POWERS.get(written.charAt(written.length() - 1));
        BigDecimal value = power == null
                ? Decimals.parse(written)
                : Decimals.parse(written.substring(0, written.length() - 1)).movePointRight(power);
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("must be above zero, not " + text);
        }
        return value;
    }

    private static String words(BigDecimal value) {
        for (char letter : new char[] {'T', 'B', 'M', 'K'}) {
            BigDecimal scaled = value.movePointLeft(POWERS.getOrDefault(letter, 0));
            if (scaled.compareTo(BigDecimal.ONE) >= 0) {
                return Decimals.text(scaled) + " " + letter;
            }
        }
        return Decimals.text(value);
    }
}
