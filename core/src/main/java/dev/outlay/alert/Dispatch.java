package dev.outlay.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message on its way to one channel, as the ledger tells it.
///
/// `attempts` counts how often it was sent, or begun to be sent. `last` is when something last happened to it,
/// `notBefore` when it may be tried again, null where it need not wait. `holdsChannel` says that the receiver asked
/// for, or needs, a pause from everything until then. `sentence` is what was last said about it; null before the
/// first attempt ended. Immutable and thread-safe.
public record Dispatch(
        Message message,
        String channel,
        Instant queued,
        Status status,
        int attempts,
        int forgiven,
        Instant last,
        @Nullable Instant notBefore,
        boolean holdsChannel,
        @Nullable String sentence) {

    /// The order in which messages are sent: a resolve after the trigger of the same instant.
    static final Comparator<Dispatch> IN_TURN = Comparator.comparing(Dispatch::queued)
            .thenComparing(dispatch -> dispatch.message().kind())
            .thenComparing((Dispatch dispatch) -> dispatch.id());

    /// How far it has come.
    public enum Status {
        /// Never sent yet.
        QUEUED,
        /// Its sending began, and has not ended as far as the ledger knows.
        SENDING,
        /// It was not taken and will be sent again.
        WAITING,
        /// The receiver took it.
        SENT,
        /// Nobody knows whether the receiver took it, and it is not sent again unless somebody says so.
        UNKNOWN,
        /// It was refused, or tried as often as allowed: a dead letter.
        DEAD;

        /// The word that answers use: `waiting`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether the courier has more to do with it.
        public boolean isOpen() {
            return this == QUEUED || this == SENDING || this == WAITING;
        }
    }

    public Dispatch {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(status, "status");
    }

    /// What it is called: the id of the message, `@`, the channel.
    public String id() {
        return id(message.id(), channel);
    }

    static String id(String message, String channel) {
        return message + "@" + channel;
    }

    /// Attempts since somebody last asked for another try.
    int attemptsThatCount() {
        return attempts - forgiven;
    }
}
