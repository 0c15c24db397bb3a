package dev.outlay.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The published size and work per sample of well-known models, for runs whose source does not state them.
final class KnownModels {

    static final KnownModels BUILTIN = read();

    private final List<Known> models;

    private KnownModels(List<Known> models) {
        this.models = models;
    }

    /// A model: its parameters, 10^9 multiply-adds of one forward pass and 10^6 activations for one sample of a
    /// side (images), or for one sample; each null where it was not published.
    record Known(
            String key,
            Architecture architecture,
            @Nullable Double parameters,
            @Nullable Double activeParameters,
            @Nullable Double layers,
            @Nullable Double hidden,
            @Nullable Double gigaMultiplyAdds,
            @Nullable Double megaActivations,
            @Nullable Double side,
            @Nullable Double work,
            @Nullable String unit,
            @Nullable Double teacher,
            String source) {}

    /// The model of a workload; one of the MLPerf benchmark is trained to the benchmark's target and no further.
    Optional<Known> of(Workload workload) {
        String family = workload.family();
        boolean benchmark = family != null && family.toLowerCase(Locale.ROOT).contains("mlperf");
        return named(benchmark ? "mlperf" + workload.model() : workload.model(), workload.architecture());
    }

    /// The model with the longest key that the name contains.
    Optional<Known> named(String model, Architecture architecture) {
        String plain = ModelWords.plain(model);
        return models.stream()
                .filter(known -> known.architecture() == architecture && plain.contains(known.key()))
                .max(Comparator.comparingInt(known -> known.key().length()));
    }

    List<Known> all() {
        return models;
    }

    private static KnownModels read() {
        List<Known> models = new ArrayList<>();
        try (InputStream stream = Objects.requireNonNull(
                        KnownModels.class.getResourceAsStream("known-models.txt"), "known-models");
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    models.add(known(line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownModels(List.copyOf(models));
    }

    private static Known known(String[] cells) {
        return new Known(
                cells[0],
                Architecture.of(cells[1]),
                number(cells[2]),
                number(cells[3]),
                number(cells[4]),
                number(cells[5]),
                number(cells[6]),
                number(cells[7]),
                number(cells[8]),
                number(cells[9]),
                cells[10].isEmpty() ? null : cells[10],
                number(cells[11]),
                cells[12]);
    }

    private static @Nullable Double number(String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }
}
