package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import java.time.Instant;

/// The parameters that several actions at the door take.
final class ActionParameters {

    static final Parameter BY = Parameter.one("by", "dana", "Who asks (default on the command line: your user name)");
    static final Parameter WHY = Parameter.one("why", "paper deadline", "Why, for the audit trail");
    static final Parameter UNTIL =
            Parameter.one("until", "2026-11-30", "Until when: a date, an instant, or a length of time such as 8h");

    private ActionParameters() {}

    /// Who asks, where it matters less who it is.
    static String by(Parameters parameters) {
        return parameters.text(BY.name()).orElse("unnamed");
    }

    /// Until when, counted from an instant where a length of time was given.
    static Instant until(Parameters parameters, Instant now) {
        String text = parameters.required(UNTIL);
        try {
            return Character.isLetter(text.charAt(text.length() - 1)) && !text.endsWith("Z")
                    ? now.plus(AskParameters.time(text))
                    : Texts.instant(text);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(UNTIL.name() + ": " + e.getMessage(), e);
        }
    }
}
