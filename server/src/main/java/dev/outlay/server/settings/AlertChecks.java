package dev.outlay.server.settings;

import dev.outlay.units.CallersMistake;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How often the server looks for alerts: the setting `outlay.alerts.every`, such as `PT1M`, or `off`.
///
/// Where nobody sets it, every five minutes and only while the home has a file `alerts.yaml` (`always` is false).
/// `every` is null where it never looks. Throws [CallersMistake] on a value that cannot be. Immutable and
/// thread-safe.
public record AlertChecks(@Nullable Duration every, boolean always) {

    public static final Duration USUAL = Duration.ofMinutes(5);

    private static final Duration OFTEN = Duration.ofSeconds(10);

    public AlertChecks {
        if (every != null && every.compareTo(OFTEN) < 0) {
            throw new CallersMistake("OUTLAY_ALERTS_EVERY is too often: " + every + "; alerts are looked for every "
                    + OFTEN + " at most");
        }
    }

    /// The settings that a look-up by property name answers; null from it is a setting not given.
    public static AlertChecks of(Function<String, @Nullable String> lookup) {
        String text = lookup.apply("outlay.alerts.every");
        if (text == null || text.isBlank()) {
            return new AlertChecks(USUAL, false);
        }
        if (text.strip().equals("off")) {
            return new AlertChecks(null, false);
        }
        try {
            return new AlertChecks(Duration.parse(text.strip()), true);
        } catch (DateTimeException e) {
            throw new CallersMistake(
                    "OUTLAY_ALERTS_EVERY is no duration: " + text + "; write PT1M for a minute, or off", e);
        }
    }
}
