package dev.outlay.report;

import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs are asked for, and what their quality is measured by.
record RunsQuestion(
        @Nullable Span span,
        Set<String> models,
        Set<String> teams,
        Set<String> projects,
        Set<String> statuses,
        String quality,
        boolean lowerIsBetter,
        Instant now) {

    static final Parameter MODEL = Parameter.many("model", "llama-8b", "Keep only runs of these models");
    static final Parameter TEAM = Parameter.many("team", "vision", "Keep only runs of these teams");
    static final Parameter PROJECT = Parameter.many("project", "detector", "Keep only runs of these projects");
    static final Parameter STATUS = Parameter.many(
            "status", "succeeded", "Keep only runs that are running, lost, succeeded, failed or interrupted");
    static final Parameter QUALITY =
            Parameter.one("quality", "eval_accuracy", "The metric that says how good a run is (default: accuracy)");
    static final Parameter LOWER_IS_BETTER =
            Parameter.flag("lower-is-better", "The lower the metric the better, as with a loss");
    static final List<Parameter> PARAMETERS = List.of(MODEL, TEAM, PROJECT, STATUS, QUALITY, LOWER_IS_BETTER);

    private static final Set<String> STATUSES = Set.of("running", "lost", "succeeded", "failed", "interrupted");

    static RunsQuestion of(Parameters parameters, Instant now) {
        return new RunsQuestion(
                Period.of(parameters, now),
                texts(parameters, MODEL),
                texts(parameters, TEAM),
                texts(parameters, PROJECT),
                new HashSet<>(parameters.many(STATUS.name(), RunsQuestion::status)),
                parameters.text(QUALITY.name()).orElse("accuracy"),
                parameters.flag(LOWER_IS_BETTER.name()),
                now);
    }

    /// Whether a run may be asked for, as far as its attempts tell.
    boolean mayKeep(RunHistory history) {
        return (span == null || history.start().map(span::contains).orElse(true))
                && isAmong(models, history.latest(attempt -> attempt.model()).orElse(null))
                && isAmong(statuses, history.standing(now).orElse(null));
    }

    /// Whether a run is asked for, its charges considered.
    boolean keeps(RunLineage run) {
        return (span == null || run.start().map(span::contains).orElse(false))
                && isAmong(teams, run.team().orElse(null))
                && isAmong(projects, run.project().orElse(null));
    }

    private static boolean isAmong(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static Set<String> texts(Parameters parameters, Parameter parameter) {
        return new HashSet<>(parameters.many(parameter.name(), text -> text));
    }

    private static String status(String text) {
        String status = text.toLowerCase(Locale.ROOT);
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException(
                    "running, lost, succeeded, failed or interrupted is expected, not " + text);
        }
        return status;
    }
}
