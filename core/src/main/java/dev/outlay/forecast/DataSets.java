package dev.outlay.forecast;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How many samples one epoch of a well-known data set has, as its publishers count them.
final class DataSets {

    private static final Map<String, Double> SAMPLES = Map.ofEntries(
            Map.entry("ljspeech", 13_100.0),
            Map.entry("imagenet", 1_281_167.0),
            Map.entry("coco", 117_266.0),
            Map.entry("wmt16", 4_500_966.0),
            Map.entry("wmt14", 4_500_966.0),
            Map.entry("librispeech", 281_241.0),
            Map.entry("squad", 87_599.0),
            Map.entry("ml-20m", 20_000_263.0),
            Map.entry("criteo", 4_195_197_692.0));

    private DataSets() {}

    /// The samples of the data set that a text names.
    static Optional<Double> samplesIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SAMPLES.entrySet().stream()
                .filter(entry -> lower.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
