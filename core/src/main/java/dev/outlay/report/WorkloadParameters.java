package dev.outlay.report;

import dev.outlay.forecast.Amount;
import dev.outlay.forecast.Architecture;
import dev.outlay.forecast.ModelSize;
import dev.outlay.forecast.Step;
import dev.outlay.forecast.Workload;
import dev.outlay.units.CallersMistake;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parameters by which a prediction is told what is to be trained.
final class WorkloadParameters {

    static final Parameter MICRO_BATCH =
            Parameter.one("micro-batch", "2", "Sequences at once on one GPU, to check whether they fit");
    static final List<Parameter> ALL = List.of(
            Parameter.one("model", "ResNet-50", "The model's name, as published"),
            Parameter.one(
                    "arch",
                    "dense-lm",
                    "dense-lm, moe-lm, encoder-lm, seq2seq-rnn, cnn, detector, gan, diffusion, speech, recsys, vit-ssl or"
                            + " clip (default: dense-lm)"),
            Parameter.one("params", "7B", "How many parameters the model has: 350M, 7B, 1.2T"),
            Parameter.one("active-params", "12.9B", "How many of them work on one token, in a mixture of experts"),
            Parameter.one("layers", "32", "How many layers a transformer has (default: as usual for its size)"),
            Parameter.one("hidden", "4096", "Its hidden size (default: as usual for its size)"),
            Parameter.one("forward-gflops", "4.1", "10^9 operations of a forward pass over one sample"),
            Parameter.one("tokens", "140B", "How many tokens it is trained on"),
            Parameter.one("samples", "1.2M", "How many samples, images or pairs it is trained on"),
            Parameter.one("epochs", "90", "How many passes over --dataset"),
            Parameter.one("dataset", "imagenet", "Which data set the epochs are of: imagenet, coco, librispeech, ..."),
            Parameter.one("seq", "4096", "Tokens of a sequence, or the side of an image in pixels"),
            Parameter.one("batch", "1024", "Sequences or samples of one step over all GPUs"),
            MICRO_BATCH,
            Parameter.one(
                    "precision", "bf16-mixed", "fp32, tf32, fp16-mixed, bf16-mixed or fp8-mixed (default: bf16-mixed)"),
            Parameter.one("family", "our-llm", "The group of runs in a history that this one is most like"),
            Parameter.flag("recompute", "Activations are computed again in the backward pass"));

    private WorkloadParameters() {}

    static Workload workload(Parameters parameters) {
        try {
            Architecture architecture =
                    parameters.text("arch").map(Architecture::of).orElse(Architecture.DENSE_LM);
            Double all = parameters.one("params", WorkloadParameters::number).orElse(null);
            Double active =
                    parameters.one("active-params", WorkloadParameters::number).orElse(null);
            String model = parameters.text("model").orElse(null);
            if (model == null && all == null) {
                throw new CallersMistake("say what is to be trained: params, such as 7B, or model, such as ResNet-50");
            }
            return new Workload(
                    parameters.text("family").orElse(null),
                    model == null ? architecture.text() : model,
                    architecture,
                    new ModelSize(
                            all,
                            active,
                            parameters
                                    .one("forward-gflops", WorkloadParameters::number)
                                    .orElse(null),
                            parameters.one("layers", WorkloadParameters::number).orElse(null),
                            parameters.one("hidden", WorkloadParameters::number).orElse(null)),
                    work(parameters),
                    new Step(
                            parameters.one("batch", WorkloadParameters::number).orElse(null),
                            "sequences",
                            parameters.text("seq").orElse(null),
                            parameters.text("precision").orElse("bf16-mixed"),
                            parameters.flag("recompute") ? "activation checkpointing on" : null));
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    static boolean isLanguageModel(Workload workload) {
        return switch (workload.architecture()) {
            case DENSE_LM, MOE_LM, ENCODER_LM -> true;
            case SEQ2SEQ, CNN, DETECTOR, GAN, DIFFUSION, SPEECH, RECSYS, VISION_SSL, CLIP -> false;
        };
    }

    static String unit(Workload workload) {
        return isLanguageModel(workload) ? "tokens" : "samples";
    }

    private static Amount work(Parameters parameters) {
        Optional<Amount> tokens = amount(parameters, "tokens", "tokens");
        Optional<Amount> samples = amount(parameters, "samples", "samples");
        Optional<Amount> epochs = amount(
                parameters, "epochs", "epochs " + parameters.text("dataset").orElse(""));
        List<Amount> given = List.of(tokens, samples, epochs).stream()
                .flatMap(Optional::stream)
                .toList();
        if (given.size() != 1) {
            throw new CallersMistake(
                    "say how much it is trained on, once: tokens, such as 140B, samples or epochs with dataset");
        }
        return given.getFirst();
    }

    private static Optional<Amount> amount(Parameters parameters, String name, String unit) {
        return parameters.one(name, WorkloadParameters::number).map(value -> new Amount(value, unit));
    }

    /// A number above zero with a suffix of thousand, million, billion or trillion.
    private static Double number(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        double times = switch (plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1)) {
            case 'K' -> 1e3;
            case 'M' -> 1e6;
            case 'B', 'G' -> 1e9;
            case 'T' -> 1e12;
            default -> 1;
        };
        try {
            double value = times * Double.parseDouble(times == 1 ? plain : plain.substring(0, plain.length() - 1));
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number such as 7B, 350M or 1.5T is expected, not " + text, e);
        }
        throw new IllegalArgumentException("a number above zero is expected, not " + text);
    }
}
