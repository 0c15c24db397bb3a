package dev.outlay.forecast;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What physics says of a workload on a chip: the least time of a unit of work, and the magnitudes by which runs
/// behave alike.
///
/// The time of a unit is its operations at the chip's peak rate plus the bytes it moves at the rate of the memory;
/// how far from both a run stays is what is learned. `docs/concepts/prediction.md` gives formulas and sources.
final class Physics {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final double BACKWARD_AND_FORWARD = 3;
    private static final double OPERATIONS_PER_MULTIPLY_ADD = 2;
    // each activation is written, read by the next layer and its normalisation, and read and written going back
    private static final double PASSES_OVER_ACTIVATIONS = 10;
    // the published ratio of ResNet-50: 11.1 million activations for 4.1 billion multiply-adds
    private static final double ACTIVATIONS_PER_MULTIPLY_ADD = 2.7e-3;
    private static final double TRANSFORMER_ACTIVATIONS_PER_MULTIPLY_ADD = 1.3e-3;
    private static final double REACHED_BANDWIDTH = 0.8;
    private static final double ATTENTION_REACH = 0.5;
    private static final double TERA = 1e12;
    private static final double GIGA = 1e9;

    private Physics() {}

    /// The demand and the features of a workload on so many of a chip.
    record Sketch(
            Demand demand, Features features, @Nullable String filledIn) {}

    static Sketch sketch(Workload workload, Chip chip, @Nullable Double count, TrainingRun.Kind kind) {
        Optional<KnownModels.Known> known = KnownModels.BUILTIN.of(workload);
        return workload.architecture().isLanguageModel()
                ? language(workload, known, chip, count, kind)
                : sampled(workload, known, chip, count, kind);
    }

    private static Sketch language(
            Workload workload,
            Optional<KnownModels.Known> known,
            Chip chip,
            @Nullable Double count,
            TrainingRun.Kind kind) {
        NumberFormat format = NumberFormat.of(workload.step().precision());
        ModelSize stated = workload.size().working() == null ? ModelWords.size(workload.model()) : workload.size();
        ModelSize size = new ModelSize(
                first(stated.parameters(), known.map(KnownModels.Known::parameters)),
                first(
                        stated.activeParameters() == null && workload.architecture() != Architecture.MOE_LM
                                ? stated.parameters()
                                : stated.activeParameters(),
                        known.map(KnownModels.Known::activeParameters)),
                stated.forwardGflops(),
                first(stated.layers(), known.map(KnownModels.Known::layers)),
                first(stated.hidden(), known.map(KnownModels.Known::hidden)));
        Double length = length(workload.step().length());
        Transformer shape = Transformer.of(size, length, workload.architecture() != Architecture.ENCODER_LM);
        double flops = shape.flopsPerToken() + 2 * teacher(workload, known);
        double moved = shape.bytesPerToken() * (format == NumberFormat.FP32 || format == NumberFormat.TF32 ? 2 : 1);
        double again = recomputes(workload) ? 4.0 / 3 : 1;
        double linear = (flops - shape.attentionPerToken()) / (rate(chip, format) * TERA);
        // attention multiplies smaller matrices, in 16 bits whatever the rest is in
        double attention = shape.attentionPerToken() / (rate(chip, wider(format)) * ATTENTION_REACH * TERA);
        double compute = again * (linear + attention);
        double memory = moved / (chip.bandwidth() * REACHED_BANDWIDTH * GIGA);
        Amount work = workload.work();
        if (work == null && kind != TrainingRun.Kind.THROUGHPUT) {
            work = known.filter(each -> each.work() != null && each.unit() != null)
                    .map(each -> new Amount(nonNull(each.work()), String.valueOf(each.unit())))
                    .orElse(null);
        }
        boolean counted = kind == TrainingRun.Kind.THROUGHPUT || work != null;
        double tokens = work == null ? 1 : tokens(work, shape.length());
        double usual = counted ? 1 : usualTokens(workload.architecture()) * shape.working();
        double seconds = (compute + memory) * usual;
        Double batch = tokensPerStep(workload.step(), shape.length());
        double[] numbers = new double[Features.NUMBERS];
        numbers[0] = Math.log(shape.working() / 7e9) / 2;
        numbers[Features.COUNT] = (count == null ? usualCount(shape) : Math.log(count / 64)) / 2.5;
        numbers[2] = Math.log(shape.length() / 2048) / 1.4;
        if (batch != null && count != null) {
            double perChip = batch / count;
            numbers[3] = clamp(Math.log(perChip / 16384) / 1.5);
            double exchanged = 4 * shape.parameters() / (network(chip, count) * GIGA);
            numbers[4] = clamp(Math.log1p(10 * exchanged / (perChip * compute)) - 0.5);
        }
        if (count != null) {
            double states = 16 * shape.parameters() / count;
            double kept = shape.activationBytesPerToken() * shape.length();
            numbers[5] = clamp(Math.log((states + kept) / (chip.memoryGib() * 1.07e9)) / 1.5);
        }
        numbers[6] = Math.log(memory / compute * 4) / 1.2;
        numbers[7] = recomputes(workload) ? 1 : 0;
        return new Sketch(
                new Demand(seconds, counted ? tokens : 1, counted ? "token" : "run", flops, counted),
                new Features(workload, kind, chip, format, counted, false, numbers),
                known.map(KnownModels.Known::source).orElse(null));
    }

    private static Sketch sampled(
            Workload workload,
            Optional<KnownModels.Known> known,
            Chip chip,
            @Nullable Double count,
            TrainingRun.Kind kind) {
        NumberFormat format = NumberFormat.of(workload.step().precision());
        Double side = length(workload.step().length());
        double scale = known.map(KnownModels.Known::side)
                .map(usual -> side == null ? 1 : Math.pow(Math.min(side, 4 * usual) / usual, 2))
                .orElse(1.0);
        Double printed = workload.size().forwardGflops();
        Double multiplyAdds = known.map(KnownModels.Known::gigaMultiplyAdds)
                .map(each -> each * scale)
                // sources print operations or multiply-adds; where we know no better they are taken for operations
                .orElse(printed == null ? null : printed / OPERATIONS_PER_MULTIPLY_ADD);
        boolean guessed = multiplyAdds == null;
        double work = multiplyAdds == null ? usualMultiplyAdds(workload, side) : multiplyAdds;
        boolean transformer = workload.architecture() == Architecture.CLIP
                || workload.architecture() == Architecture.VISION_SSL
                || ModelWords.plain(workload.model()).contains("vit");
        double activations = known.map(KnownModels.Known::megaActivations)
                .map(each -> each * scale * 1e6)
                .orElse(work
                        * GIGA
                        * (transformer ? TRANSFORMER_ACTIVATIONS_PER_MULTIPLY_ADD : ACTIVATIONS_PER_MULTIPLY_ADD));
        double flops = BACKWARD_AND_FORWARD * OPERATIONS_PER_MULTIPLY_ADD * work * GIGA;
        double width = format == NumberFormat.FP32 || format == NumberFormat.TF32 ? 4 : 2;
        double compute = flops / (rate(chip, format) * TERA);
        double memory = activations * width * PASSES_OVER_ACTIVATIONS / (chip.bandwidth() * REACHED_BANDWIDTH * GIGA);
        Units units = Units.of(workload, known.orElse(null), kind);
        double seconds = (compute + memory) * units.samplesPerUnit();
        double[] numbers = new double[Features.NUMBERS];
        numbers[0] = clamp(Math.log(work / 5) / 2);
        numbers[Features.COUNT] = count == null ? 0 : Math.log(count / 8) / 2;
        numbers[2] = side == null ? 0 : Math.log(side / 300) / 0.8;
        Double batch = workload.step().batch();
        numbers[3] = batch == null || count == null ? 0 : clamp(Math.log(batch / count / 32) / 1.5);
        numbers[6] = clamp(Math.log(memory / compute / 2));
        return new Sketch(
                new Demand(seconds, units.units(), units.name(), guessed ? 0 : flops / 2, units.counted()),
                new Features(workload, kind, chip, format, units.counted(), guessed, numbers),
                known.map(KnownModels.Known::source).orElse(null));
    }

    // most multiplications of a model in 8 bits still leave much of a step in 16
    private static double rate(Chip chip, NumberFormat format) {
        double peak = format == NumberFormat.FP8
                ? 2 / (1 / chip.peak(NumberFormat.FP8) + 1 / chip.peak(NumberFormat.HALF))
                : chip.peak(format);
        return peak * reach(format);
    }

    // where activations are not kept, the forward pass runs twice: 4 passes' worth in place of 3
    private static boolean recomputes(Workload workload) {
        String remarks = workload.step().remarks();
        return remarks != null && (remarks.contains("checkpointing on") || remarks.contains("count recompute"));
    }

    private static NumberFormat wider(NumberFormat format) {
        return format == NumberFormat.FP8 ? NumberFormat.HALF : format;
    }

    // how much of their peak large multiplications reach: vector units nearly all, units for matrices about half
    private static double reach(NumberFormat format) {
        return switch (format) {
            case FP32 -> 0.85;
            case TF32, HALF -> 0.5;
            case FP8 -> 0.45;
        };
    }

    // what is learned of the usual model of a kind makes up for these, which only set the order of magnitude
    private static double usualMultiplyAdds(Workload workload, @Nullable Double side) {
        Double parameters = workload.size().working();
        return switch (workload.architecture()) {
            case CNN -> parameters == null ? 4 : parameters * 1.6e-7;
            case DETECTOR -> 150 * Math.pow((side == null ? 720 : side) / 720, 2);
            case GAN -> 20 * Math.pow((side == null ? 256 : side) / 256, 1.4);
            case DIFFUSION -> parameters == null ? 340 : parameters * 4e-7;
            case SPEECH -> 20;
            case RECSYS -> 0.005;
            case VISION_SSL -> parameters == null ? 100 : parameters * 6e-7;
            case CLIP -> parameters == null ? 20 : parameters * 1.2e-7;
            case SEQ2SEQ -> 5;
            case DENSE_LM, MOE_LM, ENCODER_LM -> throw new IllegalStateException("a language model counts tokens");
        };
    }

    // a model distilled from larger ones runs these forward too, 2 operations for each of their parameters
    private static double teacher(Workload workload, Optional<KnownModels.Known> known) {
        String remarks = workload.step().remarks();
        if (remarks == null || !remarks.contains("distilled")) {
            return 0;
        }
        return known.map(KnownModels.Known::teacher).orElse(0.0);
    }

    // tokens for each parameter: 20 are the best use of a budget (Hoffmann et al., arXiv 2203.15556), encoders take
    // more
    private static double usualTokens(Architecture architecture) {
        return architecture == Architecture.ENCODER_LM ? 300 : 20;
    }

    // larger models are trained on more accelerators: from 256 for 7 billion parameters as the published runs tell
    private static double usualCount(Transformer shape) {
        return Math.log(4) + 0.7 * Math.log(shape.parameters() / 7e9);
    }

    static @Nullable Double length(@Nullable String written) {
        if (written == null) {
            return null;
        }
        Matcher matcher = NUMBER.matcher(written);
        double sum = 0;
        int found = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group());
            found++;
        }
        return found == 0 ? null : sum / found;
    }

    private static double tokens(Amount work, double length) {
        String unit = work.unit().toLowerCase(Locale.ROOT);
        return unit.startsWith("sequence") || unit.startsWith("sample") ? work.value() * length : work.value();
    }

    private static @Nullable Double tokensPerStep(Step step, double length) {
        Double batch = step.batch();
        String unit = step.batchUnit();
        return batch == null ? null : unit != null && unit.startsWith("token") ? batch : Double.valueOf(batch * length);
    }

    // GB/s of one chip to the others: its own link within a machine of 8, else its share of the network
    private static double network(Chip chip, double count) {
        if (count <= 8) {
            return chip.linkBandwidth() / 2;
        }
        return chip.half() > 500 ? 50 : chip.half() > 200 ? 25 : 6;
    }

    private static double clamp(double value) {
        return Math.max(-3, Math.min(3, value));
    }

    private static @Nullable Double first(@Nullable Double stated, Optional<Double> known) {
        return stated == null ? known.orElse(null) : stated;
    }

    private static double nonNull(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
