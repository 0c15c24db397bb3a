package dev.outlay.allocation;

import dev.outlay.ledger.Run;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run's progress is counted in, the finest first, and the names of metrics that say it.
///
/// Progress counts from the start of the run and not of the attempt, as the global step of a tracker does. Names
/// are compared without regard to case; the first name that an attempt says counts.
public enum Progress {
    STEPS("steps", "step", "global_step", "train/global_step", "trainer/global_step", "_step"),
    SAMPLES("samples", "samples_seen", "train/samples", "num_samples"),
    TOKENS("tokens", "tokens_seen", "num_input_tokens_seen", "train/num_input_tokens_seen", "num_tokens"),
    EPOCHS("epochs", "epoch", "train/epoch");

    private static final String RESUMED_FROM = "resumed_from_";

    // made by List.of, which nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    Progress(String... names) {
        this.names = List.of(names);
    }

    /// How it is written in files and on screens, such as `steps`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The names of metrics that say how far an attempt came, the preferred one first.
    public List<String> names() {
        return names;
    }

    /// How far the run had come when an attempt ended; null where it does not say.
    public @Nullable BigDecimal reached(Run attempt) {
        return metric(attempt, names.stream());
    }

    /// How far the run had come when an attempt took up, from the metric `resumed_from_steps` and the like. The
    /// first attempt starts from nothing; null where a later one does not say.
    public @Nullable BigDecimal resumedFrom(Run attempt) {
        BigDecimal said = metric(attempt, names.stream().map(RESUMED_FROM::concat));
        return said == null && attempt.attempt() == 1 ? BigDecimal.ZERO : said;
    }

    private static @Nullable BigDecimal metric(Run attempt, Stream<String> names) {
        return names.flatMap(name -> named(attempt.metrics(), name).stream())
                .findFirst()
                .orElse(null);
    }

    /// The metric of a name, whatever its case; the first one in order of text where several differ in case only.
    public static Optional<BigDecimal> named(Map<String, BigDecimal> metrics, String name) {
        BigDecimal exact = metrics.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().equalsIgnoreCase(name))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }
}
