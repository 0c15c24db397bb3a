package dev.outlay.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How capacity was bought: at the list price, at a price that may be taken away, under a commitment, or outright.
public enum CapacityType {
    ON_DEMAND("on-demand"),
    SPOT("spot"),
    RESERVED("reserved"),
    OWNED("owned");

    private final String text;

    CapacityType(String text) {
        this.text = text;
    }

    /// How it is written in files and on screens, such as `on-demand`.
    public String text() {
        return text;
    }

    /// The type of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static CapacityType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown capacity type " + text + ": use one of "
                        + Arrays.stream(values()).map(CapacityType::text).collect(Collectors.joining(", "))));
    }
}
