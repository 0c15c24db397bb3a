package dev.outlay.alert;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came of handing a message to a receiver, with a sentence for a person that holds no secret.
public sealed interface Outcome {

    String sentence();

    /// The receiver said that it took the message.
    record Delivered(String sentence) implements Outcome {

        public Delivered {
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /// The receiver will never take this message as it is, or cannot be asked until somebody changes a setting.
    record Refused(String sentence) implements Outcome {

        public Refused {
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /// The receiver did not take the message and may take it later.
    ///
    /// `after` is how long it asked to be left alone, null where it did not ask. `wholeChannel` says that other
    /// messages would fare no better until then: it is throttled or cannot be reached.
    record TryLater(String sentence, @Nullable Duration after, boolean wholeChannel) implements Outcome {

        public TryLater {
            Objects.requireNonNull(sentence, "sentence");
            if (after != null && after.isNegative()) {
                throw new IllegalArgumentException("a receiver asks for a pause of zero or more: " + after);
            }
        }
    }

    /// The message went out and no answer says whether it was taken: the connection broke, or nothing came in time.
    record Unsure(String sentence) implements Outcome {

        public Unsure {
            Objects.requireNonNull(sentence, "sentence");
        }
    }
}
