package dev.outlay.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Alerts of which nobody is told for a while, though they fire.
///
/// `rule` is the name of a watch or of a rule, `alert` the id of one alert, with or without its number, `labels`
/// what an alert must carry; all that is given must hold, and null or empty asks for nothing. `ended` is when
/// somebody ended it before its time; null where nobody did. Immutable and thread-safe. Immutable and thread-safe.
public record Silence(
        String id,
        @Nullable String rule,
        @Nullable String alert,
        Map<String, String> labels,
        Instant from,
        Instant until,
        @Nullable String by,
        @Nullable String why,
        @Nullable Instant ended) {

    public Silence {
        labels = Map.copyOf(labels);
    }

    /// Whether it keeps anything silent at an instant.
    public boolean isOn(Instant now) {
        return ended == null && now.isBefore(until);
    }

    boolean hushes(AlertState state, @Nullable Rule ruleOfAlert, Instant now) {
        return isOn(now)
                && (rule == null
                        || rule.equals(state.watch())
                        || (ruleOfAlert != null && rule.equals(ruleOfAlert.name())))
                && (alert == null || state.isCalled(alert))
                && labels.entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(state.finding().labels().get(label.getKey())));
    }

    Silence endedAt(Instant instant) {
        return new Silence(id, rule, alert, labels, from, until, by, why, instant);
    }
}
