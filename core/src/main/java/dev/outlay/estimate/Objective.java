package dev.outlay.estimate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a plan should have least of; ties go to the cheaper, then the faster, then the cleaner.
public enum Objective {
    COST,
    TIME,
    /// Plans whose emissions are not known come last.
    CARBON;

    /// How it is written, such as `cost`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The objective of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Objective of(String text) {
        return Arrays.stream(values())
                .filter(objective -> objective.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a plan is for "
                        + Arrays.stream(values()).map(Objective::text).collect(Collectors.joining(", "))
                        + ", not " + text));
    }
}
