package dev.outlay.recommend;

import dev.outlay.units.Share;
import java.util.Objects;

/// How much of what is promised is expected to come true, from 0 to 1, and what that rests on.
///
/// An advisor states it from what it has seen; [Calibration] then draws it towards what came of that advisor's
/// earlier advice. Throws [IllegalArgumentException] on a blank basis. Immutable and thread-safe.
public record Certainty(Share value, String basis) {

    public Certainty {
        Objects.requireNonNull(value, "value");
        if (basis.isBlank()) {
            throw new IllegalArgumentException("a confidence says what it rests on: " + value);
        }
    }

    public static Certainty of(String value, String basis) {
        return new Certainty(Share.of(value), basis);
    }
}
