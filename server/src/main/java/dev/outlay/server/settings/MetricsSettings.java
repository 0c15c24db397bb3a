package dev.outlay.server.settings;

import dev.outlay.units.CallersMistake;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How often the figures of `/metrics` are gathered: the setting `outlay.metrics.every`, a minute where it is not
/// given. Throws [CallersMistake] on less than a second and more than a day. Immutable and thread-safe.
public record MetricsSettings(Duration every) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    public MetricsSettings {
        if (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0) {
            throw new CallersMistake("OUTLAY_METRICS_EVERY must lie between PT1S and PT24H: " + every);
        }
    }

    /// The settings that a look-up by property name answers; null from it is a setting not given.
    public static MetricsSettings of(Function<String, @Nullable String> lookup) {
        String text = lookup.apply("outlay.metrics.every");
        if (text == null || text.isBlank()) {
            return new MetricsSettings(DEFAULT_EVERY);
        }
        try {
            return new MetricsSettings(Duration.parse(text.strip()));
        } catch (DateTimeException e) {
            throw new CallersMistake("OUTLAY_METRICS_EVERY is no duration: " + text + "; write PT1M for a minute", e);
        }
    }
}
