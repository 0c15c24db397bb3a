package dev.outlay.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a GPU was held: alone, or shared in one of the ways that drivers and schedulers offer.
public enum Sharing {
    EXCLUSIVE,
    MIG,
    MPS,
    TIME_SLICING,
    FRACTION;

    /// How it is written in files and on screens, such as `time-slicing`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The way of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Sharing of(String text) {
        return Arrays.stream(values())
                .filter(sharing -> sharing.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown sharing " + text + ": use one of "
                        + Arrays.stream(values()).map(Sharing::text).collect(Collectors.joining(", "))));
    }
}
