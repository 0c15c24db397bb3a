package dev.outlay.server.live;

import dev.outlay.Pushing;
import dev.outlay.units.CallersMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a stream tells of. `topics` are those of the ledger's events that are told under this name.
public enum LiveKind {
    /// Charges that came: how many, and their effective cost by team.
    SPEND(Set.of()),
    /// A word on a run, and a run that is lost.
    RUN(Set.of(Pushing.TOPIC)),
    /// A file that was taken in; while it is, how far that is.
    IMPORT(Set.of("import")),
    /// What happened to an alert.
    ALERT(Set.of("alert")),
    /// What was done to a budget, and what was decided at its door.
    BUDGET(Set.of("budget", "reservation")),
    /// What was decided about advice.
    ADVICE(Set.of("advice")),
    /// What automation did.
    AUTOMATION(Set.of("automation"));

    private final Set<String> topics;

    LiveKind(Set<String> topics) {
        this.topics = topics;
    }

    /// How it is written, such as `spend`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a name. Throws [CallersMistake] with the known ones.
    public static LiveKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new CallersMistake("kind: unknown kind of event " + text + ": use one of "
                        + Arrays.stream(values()).map(LiveKind::text).collect(Collectors.joining(", "))));
    }

    /// The kind under which events of a topic are told; empty for topics that are told to nobody.
    static Optional<LiveKind> ofTopic(String topic) {
        return Arrays.stream(values())
                .filter(kind -> kind.topics.contains(topic))
                .findFirst();
    }
}
