package dev.outlay.automation;

import dev.outlay.spot.Change;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that automation does or did to a target, as the events of the ledger tell it.
///
/// `announced` is when it was decided, `due` the earliest instant to act, `last` when something last happened to
/// it. `undo` brings the target back, null before it was done and where nothing is to be brought back; `said` is
/// the last that was said about it, `by` the person who last had a hand in it, null where there was none. Immutable
/// and thread-safe.
public record Action(
        Proposal proposal,
        Status status,
        Instant announced,
        Instant last,
        @Nullable Change undo,
        @Nullable String said,
        @Nullable String by) {

    /// How far it has come.
    public enum Status {
        /// It would have been done, if rules were allowed to act.
        REHEARSED,
        /// It will be done when it is due.
        ANNOUNCED,
        /// It will not be done.
        CALLED_OFF,
        /// It was done.
        ACTED,
        /// The target was as wanted when it was due.
        FOUND,
        /// It was tried and changed nothing.
        FAILED,
        /// Nobody knows whether it took effect.
        UNSURE,
        /// It is to be taken back.
        UNDOING,
        /// It was taken back.
        UNDONE,
        /// It was to be taken back and could not be.
        UNDO_FAILED;

        /// The word that answers use: `called-off`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Action {
        Objects.requireNonNull(proposal, "proposal");
        Objects.requireNonNull(status, "status");
    }

    public String id() {
        return proposal.id();
    }

    /// Whether a launcher was asked to do it.
    boolean wasTried() {
        return switch (status) {
            case ACTED, FOUND, FAILED, UNSURE, UNDOING, UNDONE, UNDO_FAILED -> true;
            case REHEARSED, ANNOUNCED, CALLED_OFF -> false;
        };
    }
}
