package dev.outlay.server.live;

import dev.outlay.Pushing;
import dev.outlay.units.CallersMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a stream tells of. Those events of the ledger are told under a name that have one of its topics.
public enum LiveKind {
    /// Charges that came: how many, and their effective cost by team.
    SPEND(),
    /// A word on a run, and a run that is lost.
    RUN(Pushing.TOPIC),
    /// A file that was taken in; while it is, how far that is.
    IMPORT("import"),
    /// What happened to an alert.
    ALERT("alert"),
    /// What was done to a budget, and what was decided at its door.
    BUDGET("budget", "reservation"),
    /// What was decided about advice.
    ADVICE("advice"),
    /// What automation did.
    AUTOMATION("automation");

    // never changed: an array is what an enum can be made of
    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] topics;

    LiveKind(String... topics) {
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
                .filter(kind -> Arrays.asList(kind.topics).contains(topic))
                .findFirst();
    }
}
