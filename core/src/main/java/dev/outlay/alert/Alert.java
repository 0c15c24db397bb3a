package dev.outlay.alert;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An alert as the events tell it: what was found, how it stands, and what people did about it.
///
/// `id` is short and for people, `rule` the name of the watch that raised it. `finding` is as it was last said,
/// `severity` what it has come to, escalation included. `channels` have heard of it. `last` is when something last
/// happened to it. Immutable and thread-safe.
public record Alert(
        String id,
        String rule,
        Finding finding,
        Severity severity,
        Status status,
        Instant fired,
        Instant last,
        int escalations,
        @Nullable Act acknowledged,
        @Nullable Act resolved,
        List<String> channels) {

    /// How an alert stands.
    public enum Status {
        FIRING,
        /// Somebody has taken it on: it escalates no further.
        ACKNOWLEDGED,
        RESOLVED;

        /// The word that answers use: `firing`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The status of a word. Throws [IllegalArgumentException] listing the known ones.
        public static Status of(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("an alert is firing, acknowledged or resolved, not " + word);
        }
    }

    /// What was done, when, by whom (null: by the clock) and what was said with it (null: nothing).
    public record Act(
            Instant at, @Nullable String by, @Nullable String note) {

        public Act {
            Objects.requireNonNull(at, "at");
        }
    }

    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(finding, "finding");
        channels = List.copyOf(channels);
    }

    /// Whether it is not over.
    public boolean isActive() {
        return status != Status.RESOLVED;
    }
}
