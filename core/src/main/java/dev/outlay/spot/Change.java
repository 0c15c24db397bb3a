package dev.outlay.spot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A state that a target is to be brought into; making it twice is making it once. Immutable and thread-safe.
public sealed interface Change {

    /// To run.
    record Start() implements Change {}

    /// To run no more.
    record Stop() implements Change {}

    /// To run in so many copies; none is as good as stopped. Throws [IllegalArgumentException] below 0.
    record Scale(int count) implements Change {

        public Scale {
            if (count < 0) {
                throw new IllegalArgumentException("copies are counted from 0: " + count);
            }
        }
    }

    /// What a target must be capable of.
    default Capability needs() {
        return switch (this) {
            case Start _ -> Capability.START;
            case Stop _ -> Capability.STOP;
            case Scale _ -> Capability.SCALE;
        };
    }

    /// Whether a state is what this leads to; false where the state is not known.
    default boolean isIn(TargetState state) {
        return switch (state) {
            case TargetState.Running(Integer count) ->
                this instanceof Start || (this instanceof Scale scale && count != null && count == scale.count());
            case TargetState.Stopped _ -> this instanceof Stop || (this instanceof Scale scale && scale.count() == 0);
            case TargetState.Unknown _ -> false;
        };
    }

    /// What brings a target back from this change into the state before it; empty where that state is not known
    /// well enough.
    default Optional<Change> undo(TargetState before) {
        return switch (before) {
            case TargetState.Running(Integer count) ->
                switch (this) {
                    case Start _ -> Optional.empty();
                    case Stop _ -> Optional.of(new Start());
                    case Scale _ -> count == null ? Optional.empty() : Optional.of(new Scale(count));
                };
            case TargetState.Stopped _ ->
                switch (this) {
                    case Start _ -> Optional.of(new Stop());
                    case Stop _ -> Optional.empty();
                    case Scale _ -> Optional.of(new Scale(0));
                };
            case TargetState.Unknown _ -> Optional.empty();
        };
    }

    /// How settings and answers say it: `stop`, `scale to 3`.
    default String text() {
        return switch (this) {
            case Start _ -> "start";
            case Stop _ -> "stop";
            case Scale(int count) -> "scale to " + count;
        };
    }

    /// The change of a text. Throws [IllegalArgumentException], saying what there is, on any other.
    static Change of(String text) {
        Matcher scale = Pattern.compile("scale to (\\d{1,6})").matcher(text.strip());
        if (scale.matches()) {
            return new Scale(Integer.parseInt(scale.group(1)));
        }
        return switch (text.strip()) {
            case "start" -> new Start();
            case "stop" -> new Stop();
            default ->
                throw new IllegalArgumentException(
                        "start, stop or scale to COUNT is expected, such as scale to 0, not " + text);
        };
    }
}
