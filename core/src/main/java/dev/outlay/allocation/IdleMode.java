package dev.outlay.allocation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What becomes of the cost of what was paid for and not used.
public enum IdleMode {
    /// A line of its own.
    SEPARATE,
    /// Left out, which changes the total.
    HIDE,
    /// To those who used the node on that day, by what they paid; to those of the cluster where nobody did.
    BY_NODE,
    /// To those who used the cluster on that day, by what they paid.
    BY_CLUSTER,
    /// To those whom the capacity was promised to.
    BY_ENTITLEMENT;

    /// How it is written in commands and files, such as `by-node`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The mode of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static IdleMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown way to show idle cost " + text + ": use one of "
                                + Arrays.stream(values()).map(IdleMode::text).collect(Collectors.joining(", "))));
    }
}
