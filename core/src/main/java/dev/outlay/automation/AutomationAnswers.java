package dev.outlay.automation;

import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Automation as every surface offers it: named parameters in, a table out. Thread-safe.
public final class AutomationAnswers {

    public static final Parameter APPLY =
            Parameter.flag("apply", "Do what is due; without it, what would be done is told and written down only");
    public static final Parameter ID = Parameter.one(
            "id", "nights/dev-box/2026-10-05T18:00:00Z", "The action to take back, as automation history names it");
    public static final Parameter BY = Parameter.one("by", "ada", "Who asks for it, for the record");
    /// What a run takes.
    public static final List<Parameter> RUN = List.of(APPLY, BY);
    /// What taking back takes.
    public static final List<Parameter> UNDO = List.of(ID, BY);

    /// The heading by which a run counts what failed.
    public static final String FAILED = "failed";

    private static final Duration SHOWN = Duration.ofDays(30);

    private final Automation automation;
    private final InstantSource clock;

    public AutomationAnswers(Automation automation, InstantSource clock) {
        this.automation = automation;
        this.clock = clock;
    }

    /// What the rules want now. Throws [SourceException] where the state of the targets cannot be told.
    public Table plan(Parameters parameters) throws SourceException {
        parameters.only("plan", List.of());
        return AutomationTables.outcome("plan", automation.plan(), clock.instant());
    }

    /// Decides, and with `apply` does, what is due; [Automation#run].
    public Table run(Parameters parameters, @Nullable String actor) throws SourceException {
        parameters.only("run", RUN);
        Automation.Outcome outcome = automation.run(parameters.flag(APPLY.name()), actor);
        return AutomationTables.outcome("run", outcome, clock.instant());
    }

    /// What was decided in a span, the last 30 days where none is given.
    public Table history(Parameters parameters) {
        parameters.only("history", Period.PARAMETERS);
        Span asked = Period.of(parameters, clock.instant());
        Span span = parameters.values().isEmpty()
                ? new Span(clock.instant().minus(SHOWN), Span.EVER.to())
                : Objects.requireNonNullElse(asked, Span.EVER);
        return AutomationTables.history(automation.history(span));
    }

    /// Takes an action back; [Automation#undo].
    public Table undo(Parameters parameters, String actor) throws SourceException {
        parameters.only("undo", UNDO);
        return AutomationTables.action(automation.undo(parameters.required(ID), actor));
    }

    /// The rules and targets. Throws [SourceException] where the state of the targets cannot be told.
    public Table rules(Parameters parameters) throws SourceException {
        parameters.only("rules", List.of());
        return AutomationTables.rules(
                automation.policy(), automation.targets(), automation.halted().orElse(null));
    }
}
