package dev.outlay.spot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The state of a target as it was last told. Immutable and thread-safe.
public sealed interface TargetState {

    /// It runs, in `count` copies where that is known.
    record Running(@Nullable Integer count) implements TargetState {

        public Running {
            if (count != null && count < 1) {
                throw new IllegalArgumentException("what runs, runs at least once: " + count);
            }
        }

        @Override
        public String text() {
            return count == null ? "running" : "running " + count;
        }
    }

    /// It does not run.
    record Stopped() implements TargetState {

        @Override
        public String text() {
            return "stopped";
        }
    }

    /// It could not be told, and why.
    record Unknown(String why) implements TargetState {

        public Unknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String text() {
            return "unknown: " + why;
        }
    }

    /// How answers say it: `running 3`.
    String text();
}
