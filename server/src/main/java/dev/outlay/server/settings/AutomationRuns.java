package dev.outlay.server.settings;

import dev.outlay.units.CallersMistake;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether and how often the server runs the rules of automation by itself: the settings `outlay.automation`
/// (`off`, `dry-run` or `apply`; off where it is not given) and `outlay.automation.every` (a minute where it is not
/// given). Throws [CallersMistake] on less than a second and more than an hour. Immutable and thread-safe.
public record AutomationRuns(Mode mode, Duration every) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    /// What the server does by itself.
    public enum Mode {
        OFF,
        /// It writes down what it would do.
        DRY_RUN,
        APPLY
    }

    public AutomationRuns {
        Objects.requireNonNull(mode, "mode");
        if (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0) {
            throw new CallersMistake("OUTLAY_AUTOMATION_EVERY must lie between PT1S and PT1H: " + every);
        }
    }

    /// The settings that a look-up by property name answers; null from it is a setting not given.
    public static AutomationRuns of(Function<String, @Nullable String> lookup) {
        String mode = lookup.apply("outlay.automation");
        String every = lookup.apply("outlay.automation.every");
        return new AutomationRuns(
                mode(mode == null ? "" : mode.strip()), every == null ? DEFAULT_EVERY : length(every));
    }

    private static Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "off" -> Mode.OFF;
            case "dry-run" -> Mode.DRY_RUN;
            case "apply" -> Mode.APPLY;
            default -> throw new CallersMistake("OUTLAY_AUTOMATION is off, dry-run or apply, not " + text);
        };
    }

    private static Duration length(String text) {
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeException e) {
            throw new CallersMistake(
                    "OUTLAY_AUTOMATION_EVERY is no duration: " + text + "; write PT1M for a minute", e);
        }
    }
}
